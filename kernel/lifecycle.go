package kernel

import "schedtick/kernel/jupyter"

// interrupt answers interrupt_request. The running cell ends by itself; the reply
// does not wait for it.
func (r *request) interrupt(jupyter.InterruptRequest) jupyter.Content {
	r.k.stop()
	return jupyter.InterruptReply{}
}

// shutdown answers shutdown_request and ends the kernel. With restart nothing
// else happens: the client starts the next kernel.
func (r *request) shutdown() {
	// One that cannot be read still ends the kernel: a client that gives up on
	// us must not leave us behind.
	content, err := jupyter.As[jupyter.ShutdownRequest](r.msg)
	if err != nil {
		r.k.log.Info("kernel: shutdown request", "err", err)
	}
	reply := jupyter.ShutdownReply{Restart: content.Restart}
	r.reply(reply)
	r.publish(reply)
	r.last = true
}
