package magic

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"schedtick/kernel/panel"
)

func help(context.Context, Host, string) (Answer, error) {
	var b strings.Builder
	for _, m := range Table() {
		fmt.Fprintf(&b, "%-32s %s\n", m.Usage(), m.Help)
	}
	fmt.Fprintf(&b, "%-32s %s\n", "fmt.Println?", "says what a name is; ?? shows its source too")
	return Answer{Text: b.String()}, nil
}

func probe(_ context.Context, h Host, args string) (Answer, error) {
	if args == "" {
		return Answer{Text: fmt.Sprintf("probe is %v\n", h.Probe())}, nil
	}
	mode, err := panel.ParseMode(args)
	if err != nil {
		return Answer{}, err
	}
	h.SetProbe(mode)
	return Answer{}, nil
}

func nativeMode(_ context.Context, h Host, args string) (Answer, error) {
	if args == "" {
		return Answer{Text: fmt.Sprintf("native is %s\n", h.Native())}, nil
	}
	h.SetNative(args)
	return Answer{}, nil
}

func reset(ctx context.Context, h Host, _ string) (Answer, error) {
	return Answer{}, h.Reset(ctx)
}

func who(_ context.Context, h Host, _ string) (Answer, error) {
	names := h.Names()
	if len(names) == 0 {
		return Answer{Text: "nothing is declared\n"}, nil
	}
	var b strings.Builder
	columns := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, n := range names {
		fmt.Fprintf(columns, "%s\t%s\tcell [%d]\t%s\n", n.Kind, n.Name, n.Cell, shorten(n.Type))
	}
	if err := columns.Flush(); err != nil {
		return Answer{}, fmt.Errorf("magic: who: %w", err)
	}
	return Answer{Text: b.String()}, nil
}

// shorten keeps a type to one line of a reasonable length.
func shorten(s string) string {
	const longest = 60
	if s = strings.Join(strings.Fields(s), " "); len([]rune(s)) > longest {
		s = string([]rune(s)[:longest-1]) + "…"
	}
	return s
}
