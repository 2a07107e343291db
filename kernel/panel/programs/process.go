package programs

import (
	"fmt"
	"time"

	"schedtick/kernel/panel"
	"schedtick/kernel/panel/page"
	"schedtick/runtimeprobe"
)

// Process is what a program of its own has used.
type Process struct {
	Wall, User, System time.Duration
	Threads            int // the most that were seen at one time
	Samples            int // how often it was looked at
	Resident, Virtual  uint64
	Stacks             ThreadStacks
	// Sampled: the system lets one look at a running process.
	Sampled bool
	Caveats []string
}

// ThreadStacks are the stacks of the threads that the program made, when most
// were seen.
type ThreadStacks struct {
	Count                   int
	Size, Virtual, Resident uint64 // bytes: of one; of all
}

// Render shows the report of a program of its own, in the form of the others.
func Render(p Process, m panel.Mode) page.Bundle {
	if m == panel.Off {
		return page.Bundle{}
	}
	groups := p.sections()
	text := page.JoinParts(p.parts(), "")
	if m == panel.Full {
		text += "\n" + page.TableText(groups, p.Caveats)
	}
	k := m.Scale()
	var h page.Builder
	h.Open("div", k.Box())
	h.Disclosure(m == panel.Full)
	h.Summary(p.parts())
	h.Raw("</summary>\n")
	h.Caveats(p.Caveats)
	h.Table(groups, k)
	h.Raw("</details></div>")
	return page.Bundle{HTML: h.String(), Text: text}
}

func (p Process) parts() []page.Part {
	var list []page.Part
	add := func(name, value, hint string) {
		list = append(list, page.Part{Name: name, Steps: []string{value}, Hint: hint})
	}
	if p.Sampled {
		add("threads", page.Count(p.Threads), "threads of the process at the peak, as seen in samples")
	}
	if s := p.Stacks; s.Count > 0 {
		add("stacks", fmt.Sprintf("%s × %s virtual, %s resident", page.Count(s.Count), page.Size(s.Size), page.Size(s.Resident)), "stacks of the threads that the program made")
	}
	add("CPU", page.Duration(p.User+p.System), "processor time")
	add("", page.Duration(p.Wall), "time from start to end")
	return list
}

// sections is the table.
func (p Process) sections() []page.Section {
	number := func(name, value, source, caveat string) page.Row {
		return page.Row{Number: runtimeprobe.Number{Name: name, Source: source, Caveat: caveat}, Value: value}
	}
	var list []page.Section
	if p.Sampled {
		threads := page.Section{Title: "Threads"}
		threads.Rows = append(threads.Rows, number("threads at the peak", page.Count(p.Threads),
			"Threads in /proc/PID/status, "+page.Count(p.Samples)+" samples",
			"threads that live shorter than the 10 ms between two samples may not be seen; main is one"))
		if s := p.Stacks; s.Count > 0 {
			threads.Rows = append(threads.Rows,
				number("stack of a thread", page.Size(s.Size)+" virtual", "regions behind a guard page in /proc/PID/smaps", "address space, which costs nothing until it is touched"),
				number("all stacks", fmt.Sprintf("%s: %s virtual, %s resident", page.Count(s.Count), page.Size(s.Virtual), page.Size(s.Resident)), "the same, and Rss", "when most threads were seen"))
		}
		list = append(list, threads)
	}
	times := page.Section{Title: "Time"}
	times.Rows = append(times.Rows,
		number("wall", page.Duration(p.Wall), "monotonic clock", "from the start of the process to its end"),
		number("CPU", page.Duration(p.User)+" user, "+page.Duration(p.System)+" system", "rusage of the process", ""))
	list = append(list, times)
	if p.Resident > 0 {
		memory := page.Section{Title: "Memory"}
		memory.Rows = append(memory.Rows, number("resident at the peak", page.Size(p.Resident), "VmHWM in /proc/PID/status and rusage", "of the last sample, if the program is smaller than the kernel"))
		if p.Virtual > 0 {
			memory.Rows = append(memory.Rows, number("virtual at the peak", page.Size(p.Virtual), "VmPeak in /proc/PID/status", "of the last sample"))
		}
		list = append(list, memory)
	}
	return list
}
