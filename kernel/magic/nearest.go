package magic

import (
	"cmp"
	"fmt"
	"slices"
)

// suggestion is `, did you mean "who"?` if one of the words is near, else "".
func suggestion(word string, words []string) string {
	if len(words) == 0 {
		return ""
	}
	best := slices.MinFunc(words, func(a, b string) int { return cmp.Compare(distance(word, a), distance(word, b)) })
	if distance(word, best) > max(1, len(best)/2) {
		return ""
	}
	return fmt.Sprintf(", did you mean %q?", best)
}

// distance is the Levenshtein distance: how many letters to insert, delete or
// replace.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
