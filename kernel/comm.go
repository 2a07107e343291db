package kernel

import "schedtick/kernel/jupyter"

// The kernel has no comm targets of its own: widgets live in Python. A front end
// that opens one learns so at once.

// commInfo answers comm_info_request.
func (r *request) commInfo(jupyter.CommInfoRequest) jupyter.Content {
	return jupyter.CommInfoReply{}
}

// commOpen refuses, as the protocol prescribes for an unknown target: by closing.
func (r *request) commOpen(c jupyter.CommOpen) jupyter.Content {
	r.k.log.Debug("kernel: comm refused", "target", c.TargetName)
	r.publish(jupyter.CommClose{CommID: c.CommID})
	return nil
}

// commMsg is for a comm that was refused, or that an earlier kernel had.
func (r *request) commMsg(c jupyter.CommMsg) jupyter.Content {
	r.k.log.Debug("kernel: message to unknown comm", "comm", c.CommID)
	return nil
}

func (r *request) commClose(c jupyter.CommClose) jupyter.Content {
	r.k.log.Debug("kernel: unknown comm closed", "comm", c.CommID)
	return nil
}
