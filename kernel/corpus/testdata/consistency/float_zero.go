// Zeros have signs, and the smallest and largest of numbers know them.
package main

import (
	"fmt"
	"math"
)

type celsius float32

func main() {
	neg := math.Copysign(0, -1)
	var zero float64
	fmt.Println(1/neg, 1/(neg-zero), 1/(-zero), 1/min(neg, zero), 1/max(neg, zero), 1/min(0, neg, 1))
	nan := math.NaN()
	fmt.Println(min(1, nan), max(nan, 2.5), min(celsius(3), 2), max(float32(1), 2, 3))
	fmt.Printf("%v %T %T\n", neg, min(float32(neg), 1), max(celsius(1), 2))
}
