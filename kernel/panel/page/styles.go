package page

// Styles. Notebooks that are not trusted keep only plain values, and a text
// colour of ours would be wrong in one of the themes: text stands back by opacity.
// Tables need their own alignment, since JupyterLab sets its to the right.
const (
	BoxStyle        = "margin:2px 0;padding:1px 0 1px 8px;border-left:3px solid #80808059;font-size:13px;line-height:1.5"
	boxLargeStyle   = "margin:4px 0;padding:2px 0 2px 12px;border-left:5px solid #80808059;font-size:22px;line-height:1.5"
	tableLargeStyle = "border-collapse:collapse;margin:8px 0 4px 0;font-size:18px;table-layout:auto"
	titleStyle      = "margin:10px 0 0 0;font-size:13px"
	titleLargeStyle = "margin:10px 0 0 0;font-size:22px"
	SummaryStyle    = "cursor:pointer"
	QuietStyle      = "opacity:0.75"
	SparkStyle      = "display:inline-block;vertical-align:middle;margin:0 0 0 10px"
	ChartStyle      = "display:block;margin:8px 0 0 0;max-width:100%"
	TableStyle      = "border-collapse:collapse;margin:8px 0 4px 0;font-size:12px;table-layout:auto"
	HeadStyle       = "text-align:left;padding:7px 16px 2px 0;border-bottom:1px solid #80808073"
	RowStyle        = "border-bottom:1px solid #8080802e"
	CellStyle       = "text-align:left;vertical-align:top;padding:2px 16px 2px 0"
	SourceStyle     = CellStyle + ";opacity:0.75"
	SentenceStyle   = "font-size:14px;margin:2px 0"
	QuietLineStyle  = "font-size:12px;margin:4px 0;opacity:0.75"
	ItemStyle       = "margin:1px 0"
	CaveatStyle     = "margin:8px 0 4px 0;padding:0 0 0 18px;font-size:12px"
)
