package page

const (
	InkColour  = "#7a7a7a"
	LineColour = "#808080"
)
