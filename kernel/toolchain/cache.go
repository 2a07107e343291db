package toolchain

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// defaultCacheLimit is room for the standard library built plainly, with -race and
// for plugins, and a few hundred programs.
const defaultCacheLimit = 2 << 30

// trimEvery is how often the cache's size is looked at: a walk of 10,000 files takes
// some 50 ms.
const trimEvery = 10 * time.Minute

// abandoned is the age at which a directory of a build belongs to no process any
// more.
const abandoned = 24 * time.Hour

// cache is the directory of all that is built. Several processes may use one: what
// is made is put in place by renaming, what is removed is made again.
type cache struct {
	dir   string
	limit int64
	log   *slog.Logger

	mu      sync.Mutex
	opened  dirs
	trimmed time.Time
}

// dirs are the directories in a cache.
type dirs struct {
	gocache string // the go command's
	out     string // results of builds, by key
	work    string // builds on their way
}

// open makes the directories.
func (c *cache) open() (dirs, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.opened != (dirs{}) {
		return c.opened, nil
	}
	if c.dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return dirs{}, fmt.Errorf("toolchain: cache: %w", err)
		}
		c.dir = filepath.Join(base, "schedtick", "build")
	}
	dir, err := filepath.Abs(c.dir)
	if err != nil {
		return dirs{}, fmt.Errorf("toolchain: cache: %w", err)
	}
	d := dirs{gocache: filepath.Join(dir, "go"), out: filepath.Join(dir, "out"), work: filepath.Join(dir, "work")}
	for _, dir := range []string{d.gocache, d.out, d.work} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return dirs{}, fmt.Errorf("toolchain: cache: %w", err)
		}
	}
	c.opened = d
	return d, nil
}

// find returns the result of an earlier build.
func (c *cache) find(key string) (path string, ok bool) {
	path = filepath.Join(c.opened.out, key)
	if _, err := os.Stat(path); err != nil {
		return path, false
	}
	now := time.Now()
	_ = os.Chtimes(path, now, now) // used: it goes last
	return path, true
}

// keep moves a file that was built into place.
func (c *cache) keep(key, file string) (string, error) {
	path := filepath.Join(c.opened.out, key)
	if err := os.Rename(file, path); err != nil {
		return "", fmt.Errorf("toolchain: cache: %w", err)
	}
	return path, nil
}

// trim removes what was not used for longest until the cache is within three
// quarters of its bound, if it is beyond the bound.
func (c *cache) trim() {
	c.mu.Lock()
	due := time.Since(c.trimmed) > trimEvery
	if due {
		c.trimmed = time.Now()
	}
	d := c.opened
	c.mu.Unlock()
	if !due || d == (dirs{}) {
		return
	}
	if old, err := os.ReadDir(d.work); err == nil {
		for _, e := range old {
			if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > abandoned {
				os.RemoveAll(filepath.Join(d.work, e.Name()))
			}
		}
	}
	freed, err := trimTo(c.limit, d.gocache, d.out)
	if err != nil || freed > 0 {
		c.log.Info("toolchain: cache trimmed", "bytes", freed, "err", err)
	}
}

// trimTo does so for the files below some directories, and tells how many bytes it
// removed.
func trimTo(limit int64, dirs ...string) (freed int64, err error) {
	type file struct {
		path string
		size int64
		used time.Time
	}
	var files []file
	var size int64
	for _, dir := range dirs {
		err = cmp.Or(err, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) || err == nil && !e.Type().IsRegular() {
				return nil // removed meanwhile by another process, or of no weight
			}
			if err != nil {
				return err
			}
			if info, err := e.Info(); err == nil {
				files = append(files, file{path, info.Size(), info.ModTime()})
				size += info.Size()
			}
			return nil
		}))
	}
	if size <= limit {
		return 0, err
	}
	slices.SortFunc(files, func(a, b file) int { return a.used.Compare(b.used) })
	for _, f := range files {
		if size-freed <= limit/4*3 {
			break
		}
		if e := os.Remove(f.path); e == nil {
			freed += f.size
		}
	}
	return freed, err
}
