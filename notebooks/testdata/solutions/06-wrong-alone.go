func shares(n, k int) int { return n * (n + 1) / 2 }
