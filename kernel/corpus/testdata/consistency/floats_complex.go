package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

type celsius float64

func (c celsius) f() float64 { return float64(c)*9/5 + 32 }

type cx complex128

func (c cx) conj() cx { return cx(complex(real(c), -imag(c))) }

func main() {
	var f32 float32 = 16777216
	fmt.Println(f32+1 == f32, 0.1+0.2, float32(0.1)+float32(0.2))
	x := 0.1
	fmt.Println(x+0.2 == 0.3, x*3, 1e21, 1e20, 1e-7, 100000.0, 123456789.0)
	nan := math.NaN()
	fmt.Println(nan == nan, nan < 1, nan > 1, nan != nan, math.Inf(1), -math.Inf(1))
	var z float64
	neg := -z
	fmt.Println(z, 1/neg, math.Signbit(math.Copysign(0, -1)), math.Copysign(0, -1))
	fmt.Println(celsius(100).f(), celsius(37.5))
	fmt.Printf("%T %v %.2f %e %g %8.3f|%-8.1f|%+.1f\n", celsius(1), celsius(2.5), 3.14159, 12345.678, 1e-10, 2.0, 3.0, 4.0)
	c := complex(1, 2)
	c2 := 3 - 4i
	fmt.Println(c+c2, c*c2, c/c2, -c, c == complex(1, 2), real(c), imag(c2))
	fmt.Println(cmplx.Abs(c2), cx(c).conj(), cx(c)*2)
	fmt.Printf("%v %.1f %T %T\n", c, c, c, complex64(c))
	var c64 complex64 = 1i
	c64 *= c64
	fmt.Println(c64, real(c64))
	c += 1
	c -= 2i
	fmt.Println(c)
	m := map[complex128]string{1 + 2i: "a"}
	fmt.Println(m[complex(1, 2)])
	var i any = c
	_, ok := i.(complex128)
	fmt.Println(ok, i == any(2+0i))
	fmt.Println(math.MaxFloat32, math.SmallestNonzeroFloat64, math.Floor(-1.5), math.Round(2.5), math.Trunc(-2.7), math.Mod(-7, 3))
	fmt.Println(math.Sqrt(2), math.Pow(2, 0.5), math.Hypot(3, 4), math.FMA(2, 3, 4))
	fmt.Println(int64(float64(1<<53)+1), uint64(1<<63), float32(1)/3)
	sum := 0.0
	for range 10 {
		sum += 0.1
	}
	fmt.Println(sum, sum == 1)
	const third = 1.0 / 3
	fmt.Println(third*3 == 1, float32(third), min(1.5, nan), max(2, 3.5), min(neg, 0.0))
	fmt.Println(math.Float64bits(1.5), math.Float32bits(-0.5), math.Float64frombits(0x4009_21fb_5444_2d18))
}
