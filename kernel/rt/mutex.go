package rt

import "sync"

// MutexLock is m.Lock().
func MutexLock(site int, m *sync.Mutex) { poll(OpMutexLock, site, m.TryLock) }

// MutexUnlock is m.Unlock().
func MutexUnlock(site int, m *sync.Mutex) { m.Unlock() }

// MutexTryLock is m.TryLock().
func MutexTryLock(site int, m *sync.Mutex) bool { return m.TryLock() }

// RWLock is m.Lock().
func RWLock(site int, m *sync.RWMutex) { poll(OpRWLock, site, m.TryLock) }

// RWUnlock is m.Unlock().
func RWUnlock(site int, m *sync.RWMutex) { m.Unlock() }

// RWTryLock is m.TryLock().
func RWTryLock(site int, m *sync.RWMutex) bool { return m.TryLock() }

// RWRLock is m.RLock().
func RWRLock(site int, m *sync.RWMutex) { poll(OpRWRLock, site, m.TryRLock) }

// RWRUnlock is m.RUnlock().
func RWRUnlock(site int, m *sync.RWMutex) { m.RUnlock() }

// RWTryRLock is m.TryRLock().
func RWTryRLock(site int, m *sync.RWMutex) bool { return m.TryRLock() }
