package panel

// ANSI sequences of error outputs. They are colours of the 256-colour table, which
// clients show as they are: the eight named ones differ from theme to theme, and
// JupyterLab's cyan and yellow cannot be read on the pink ground of its errors.
// These keep a contrast of about 3 to 1 or more there, on the dark theme's ground of
// errors, on white and on black; TestANSIColours measures it.
const (
	ANSIHead  = "\x1b[1;38;5;196m" // what went wrong: bold red
	ANSIPlace = "\x1b[38;5;31m"    // where: blue
	ANSINote  = "\x1b[38;5;100m"   // what else to know: olive
	ANSIEnd   = "\x1b[0m"
)

// ansiDim begins text that stands back. Terminals and notebooks that do not know it
// show the text as it is.
const ansiDim = "\x1b[2m"
