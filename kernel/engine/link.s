// Present so that functions without a body may be declared: see shapes.go.
