package history

import (
	"slices"
	"strings"
)

// Tail returns the last n entries, oldest first; n <= 0 means all.
func (s *Store) Tail(n int) []Entry {
	all, _ := s.entries()
	return last(all, n)
}

// Range returns the entries of one session with start <= line < stop; stop < 0
// means to the end. A positive session is a number, 0 is the own one, and a
// negative one counts back from it.
func (s *Store) Range(session, start, stop int) []Entry {
	all, own := s.entries()
	if session <= 0 {
		session += own
	}
	return slices.DeleteFunc(all, func(e Entry) bool {
		return e.Session != session || e.Line < start || stop >= 0 && e.Line >= stop
	})
}

// Search returns the last n entries whose whole input matches the pattern, oldest
// first: * stands for any text, ? for one character. With unique only the newest
// of equal inputs counts. n <= 0 means all.
func (s *Store) Search(pattern string, n int, unique bool) []Entry {
	all, _ := s.entries()
	if pattern == "" {
		pattern = "*"
	}
	var found []Entry
	seen := make(map[string]bool)
	for _, e := range slices.Backward(all) {
		if !match([]rune(pattern), []rune(e.Input)) || unique && seen[e.Input] {
			continue
		}
		seen[e.Input] = true
		if found = append(found, e); len(found) == n {
			break
		}
	}
	slices.Reverse(found)
	return found
}

func last(entries []Entry, n int) []Entry {
	if n > 0 && len(entries) > n {
		return entries[len(entries)-n:]
	}
	return entries
}

// match reports whether the whole text matches a glob. It takes time
// len(pattern)*len(text) at most: after a mismatch only the last star is tried
// again.
func match(pattern, text []rune) bool {
	p, t := 0, 0
	star, mark := -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			p++
			t++
		case star >= 0:
			mark++
			p, t = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(string(pattern[p:]), "*") == ""
}
