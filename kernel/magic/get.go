package magic

import (
	"context"
	"strings"
)

func get(ctx context.Context, h Host, args string) (Answer, error) {
	queries := strings.Fields(args)
	if len(queries) == 0 {
		return Answer{}, &Error{"get", "what? As in: %get golang.org/x/time@latest"}
	}
	text, err := h.Get(ctx, queries)
	if err != nil {
		return Answer{Text: text}, &Error{"get", err.Error()}
	}
	return Answer{Text: text}, nil
}
