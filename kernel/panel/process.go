package panel

import (
	"fmt"
	"time"

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

// RenderProcess shows the report of a program of its own, in the form of the others.
func RenderProcess(p Process, m Mode) Bundle {
	if m == Off {
		return Bundle{}
	}
	groups := p.sections()
	text := joinParts(p.parts(), "")
	if m == Full {
		text += "\n" + tableText(groups, p.Caveats)
	}
	k := m.scale()
	var h builder
	h.open("div", k.box())
	h.disclosure(m == Full)
	h.summary(p.parts())
	h.raw("</summary>\n")
	h.caveats(p.Caveats)
	h.table(groups, k)
	h.raw("</details></div>")
	return Bundle{HTML: h.String(), Text: text}
}

func (p Process) parts() []part {
	var list []part
	add := func(name, value, hint string) { list = append(list, part{name, []string{value}, hint}) }
	if p.Sampled {
		add("threads", count(p.Threads), "threads of the process at the peak, as seen in samples")
	}
	if s := p.Stacks; s.Count > 0 {
		add("stacks", fmt.Sprintf("%s × %s virtual, %s resident", count(s.Count), size(s.Size), size(s.Resident)), "stacks of the threads that the program made")
	}
	add("CPU", duration(p.User+p.System), "processor time")
	add("", duration(p.Wall), "time from start to end")
	return list
}

// sections is the table.
func (p Process) sections() []section {
	number := func(name, value, source, caveat string) row {
		return row{runtimeprobe.Number{Name: name, Source: source, Caveat: caveat}, value}
	}
	var list []section
	if p.Sampled {
		threads := section{title: "Threads"}
		threads.rows = append(threads.rows, number("threads at the peak", count(p.Threads),
			"Threads in /proc/PID/status, "+count(p.Samples)+" samples",
			"threads that live shorter than the 10 ms between two samples may not be seen; main is one"))
		if s := p.Stacks; s.Count > 0 {
			threads.rows = append(threads.rows,
				number("stack of a thread", size(s.Size)+" virtual", "regions behind a guard page in /proc/PID/smaps", "address space, which costs nothing until it is touched"),
				number("all stacks", fmt.Sprintf("%s: %s virtual, %s resident", count(s.Count), size(s.Virtual), size(s.Resident)), "the same, and Rss", "when most threads were seen"))
		}
		list = append(list, threads)
	}
	times := section{title: "Time"}
	times.rows = append(times.rows,
		number("wall", duration(p.Wall), "monotonic clock", "from the start of the process to its end"),
		number("CPU", duration(p.User)+" user, "+duration(p.System)+" system", "rusage of the process", ""))
	list = append(list, times)
	if p.Resident > 0 {
		memory := section{title: "Memory"}
		memory.rows = append(memory.rows, number("resident at the peak", size(p.Resident), "VmHWM in /proc/PID/status and rusage", "of the last sample, if the program is smaller than the kernel"))
		if p.Virtual > 0 {
			memory.rows = append(memory.rows, number("virtual at the peak", size(p.Virtual), "VmPeak in /proc/PID/status", "of the last sample"))
		}
		list = append(list, memory)
	}
	return list
}
