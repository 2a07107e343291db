package costs

// runtimeMemory is what the Go runtime has of the system's memory: where the system
// does not tell how much of it is resident.
func runtimeMemory() (bytes int64, source string) {
	total := metric("/memory/classes/total:bytes") - metric("/memory/classes/heap/released:bytes")
	return int64(total), "/memory/classes/total less /memory/classes/heap/released"
}
