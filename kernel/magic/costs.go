package magic

import (
	"context"

	"schedtick/kernel/panel"
)

func costsHere(ctx context.Context, h Host, args string) (Answer, error) {
	table, err := h.Costs(ctx, args == "million")
	if err != nil {
		return Answer{}, &Error{"costs", err.Error()}
	}
	b := panel.Costs(table)
	return Answer{Text: b.Text + "\n", HTML: b.HTML}, nil
}
