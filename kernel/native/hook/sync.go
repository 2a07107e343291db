package hook

import (
	"sync"
	"time"
)

// Sleep is time.Sleep.
func Sleep(site int, d time.Duration) { host.sleep(site, d) }

// AfterFunc is time.AfterFunc.
func AfterFunc(site int, d time.Duration, f func()) *time.Timer { return host.afterFunc(site, d, f) }

// ContextAfterFunc is context.AfterFunc. C is context.Context, which only cells that
// know contexts need.
func ContextAfterFunc[C any](site int, ctx C, f func()) func() bool {
	return host.afterCtx(site, ctx, f)
}

// MutexLock is m.Lock.
func MutexLock(site int, m *sync.Mutex) { host.mutexLock(site, m) }

// MutexUnlock is m.Unlock.
func MutexUnlock(site int, m *sync.Mutex) { host.mutexUnlock(site, m) }

// MutexTryLock is m.TryLock.
func MutexTryLock(site int, m *sync.Mutex) bool { return host.mutexTryLock(site, m) }

// RWLock is m.Lock of a read-write lock.
func RWLock(site int, m *sync.RWMutex) { host.rwLock(site, m) }

// RWUnlock is m.Unlock of a read-write lock.
func RWUnlock(site int, m *sync.RWMutex) { host.rwUnlock(site, m) }

// RWTryLock is m.TryLock of a read-write lock.
func RWTryLock(site int, m *sync.RWMutex) bool { return host.rwTryLock(site, m) }

// RWRLock is m.RLock.
func RWRLock(site int, m *sync.RWMutex) { host.rLock(site, m) }

// RWRUnlock is m.RUnlock.
func RWRUnlock(site int, m *sync.RWMutex) { host.rUnlock(site, m) }

// RWTryRLock is m.TryRLock.
func RWTryRLock(site int, m *sync.RWMutex) bool { return host.rTryLock(site, m) }

// WgAdd is wg.Add.
func WgAdd(site int, wg *sync.WaitGroup, n int) { host.wgAdd(site, wg, n) }

// WgDone is wg.Done.
func WgDone(site int, wg *sync.WaitGroup) { host.wgDone(site, wg) }

// WgWait is wg.Wait.
func WgWait(site int, wg *sync.WaitGroup) { host.wgWait(site, wg) }

// WgGo is wg.Go.
func WgGo(site int, wg *sync.WaitGroup, f func()) { host.wgGo(site, wg, f) }

// CondWait is c.Wait.
func CondWait(site int, c *sync.Cond) { host.condWait(site, c) }

// CondSignal is c.Signal.
func CondSignal(site int, c *sync.Cond) { host.condSignal(site, c) }

// CondBroadcast is c.Broadcast.
func CondBroadcast(site int, c *sync.Cond) { host.condAll(site, c) }

// OnceDo is o.Do.
func OnceDo(site int, o *sync.Once, f func()) { host.onceDo(site, o, f) }
