package main

import (
	"fmt"
	"strconv"
)

type Hex uint32

func (h Hex) String() string { return "0x" + strconv.FormatUint(uint64(h), 16) }

type Money int64

func (m Money) Format(f fmt.State, c rune) {
	switch c {
	case 'v', 's':
		fmt.Fprintf(f, "$%d.%02d", int64(m)/100, int64(m)%100)
	default:
		fmt.Fprintf(f, "%%!%c(Money=%d)", c, int64(m))
	}
}

func main() {
	fmt.Println(Hex(255), []Hex{1, 16}, map[Hex]Hex{2: 3}, struct{ H Hex }{7})
	fmt.Printf("%v %d %x %s\n", Hex(10), Hex(10), Hex(10), Hex(10))
	fmt.Println(Money(1234), []Money{5, 100}, struct{ M Money }{250})
	fmt.Printf("%v %s %d %T\n", Money(99), Money(1), Money(2), Money(3))
	fmt.Println(int8(-5), uint8(200), int64(1)<<62, uintptr(5), 1e6, 1e21, float32(0.1), 100000000.0, 0.000001)
	fmt.Println(1/3.0, float32(1)/3, 2.0, -0.0, 1e100, 123456789.123)
	fmt.Printf("%v %.3v %6.2f %e %08.3f %+d %x\n", 1.0, 3.14159, 2.5, 100.0, -1.5, 5, 3.5)
	fmt.Printf("%b %o %O %#b %#o %#X\n", 10, 10, 10, 10, 10, 255)
	fmt.Printf("%t %p %v\n", true, nil, complex(1, -2))
	fmt.Printf("%3c|%-3c|%q|%#q|%+q|%#U\n", 'a', 'b', 'c', "d`", "é", '⌘')
	fmt.Println(strconv.Itoa(-7), strconv.FormatFloat(1.5, 'f', 2, 64), strconv.Quote("a\tb"))
}
