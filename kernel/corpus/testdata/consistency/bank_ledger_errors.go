package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Accounts with errors that say what is wrong, in several ways of asking.

type Cents int64

func (c Cents) String() string {
	sign := ""
	if c < 0 {
		sign, c = "-", -c
	}
	return fmt.Sprintf("%s%d.%02d", sign, int64(c)/100, int64(c)%100)
}

type InsufficientFunds struct{ Have, Need Cents }

func (e InsufficientFunds) Error() string { return fmt.Sprintf("need %v, have %v", e.Need, e.Have) }
func (e InsufficientFunds) Is(target error) bool {
	t, ok := target.(InsufficientFunds)
	return ok && (t == InsufficientFunds{} || t == e)
}

var (
	ErrNoAccount = errors.New("no such account")
	ErrFrozen    = fmt.Errorf("account frozen (%w)", errors.ErrUnsupported)
)

type account struct {
	sync.Mutex
	balance Cents
	frozen  bool
	history []entry
}

type entry struct {
	Amount Cents
	Note   string
}

type Bank struct{ accounts map[string]*account }

func (b *Bank) get(id string) (*account, error) {
	if a, ok := b.accounts[id]; ok {
		return a, nil
	}
	return nil, fmt.Errorf("%q: %w", id, ErrNoAccount)
}

func (a *account) add(c Cents, note string) (err error) {
	a.Lock()
	defer a.Unlock()
	defer func(before Cents) {
		if err != nil {
			a.balance = before
		} else {
			a.history = append(a.history, entry{c, note})
		}
	}(a.balance)
	a.balance += c
	switch {
	case a.frozen:
		return ErrFrozen
	case a.balance < 0:
		return &wrapped{note, InsufficientFunds{a.balance - c, -c}}
	}
	return nil
}

type wrapped struct {
	note string
	err  error
}

func (w *wrapped) Error() string { return w.note + ": " + w.err.Error() }
func (w *wrapped) Unwrap() error { return w.err }

func (b *Bank) Transfer(from, to string, c Cents) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("transfer %v: %w", c, err)
		}
	}()
	src, err1 := b.get(from)
	dst, err2 := b.get(to)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if err := src.add(-c, "to "+to); err != nil {
		return err
	}
	if err := dst.add(c, "from "+from); err != nil {
		return errors.Join(err, src.add(c, "back from "+to))
	}
	return nil
}

func classify(err error) string {
	var funds InsufficientFunds
	var w *wrapped
	var kinds []string
	if errors.As(err, &funds) {
		kinds = append(kinds, "funds "+(funds.Need-funds.Have).String())
	}
	if errors.As(err, &w) {
		kinds = append(kinds, "note "+w.note)
	}
	for name, target := range map[string]error{"none": ErrNoAccount, "frozen": ErrFrozen, "unsupported": errors.ErrUnsupported, "any funds": InsufficientFunds{}, "funds 1": InsufficientFunds{Need: 1}} {
		if errors.Is(err, target) {
			kinds = append(kinds, name)
		}
	}
	slices.Sort(kinds)
	return strings.Join(kinds, "; ")
}

func main() {
	b := &Bank{map[string]*account{"ann": {balance: 10000}, "bob": {balance: 5}, "cid": {frozen: true}}}
	for _, t := range []struct {
		from, to string
		c        Cents
	}{{"ann", "bob", 2550}, {"bob", "ann", 99999}, {"ann", "cid", 100}, {"zed", "yan", 1}, {"cid", "ann", 1}} {
		err := b.Transfer(t.from, t.to, t.c)
		fmt.Printf("%s -> %s %8v: %v\n    [%s]\n", t.from, t.to, t.c, err, classify(err))
	}
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i%2 == 0 {
				b.Transfer("ann", "bob", 10)
			} else {
				b.Transfer("bob", "ann", 10)
			}
		}()
	}
	wg.Wait()
	fmt.Println(b.accounts["ann"].balance+b.accounts["bob"].balance, b.accounts["ann"].history[:2], len(b.accounts["ann"].history) > 10)
	fmt.Printf("%v %+v %d %s\n", Cents(-5), entry{-250, "x"}, Cents(7), Cents(100))
	fmt.Printf("%v %q\n", InsufficientFunds{1, 2}, &wrapped{"n", ErrFrozen})
}
