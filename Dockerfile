# The image that Binder builds: JupyterLab with the kernel, the notebooks, and what
# compiled cells need. Try it:
#
#	make image && docker run --rm -p 8888:8888 schedtick
#
# The base images can be pinned by digest, for an image that is the same next year:
#
#	make image ARGS="--build-arg GO_IMAGE=golang:1.26-bookworm@sha256:…"
ARG GO_IMAGE=golang:1.26-bookworm
ARG PYTHON_IMAGE=python:3.12-slim-bookworm

# hadolint ignore=DL3006
FROM ${GO_IMAGE} AS build
WORKDIR /src
# The modules change less often than the code, so they get a layer of their own.
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# With the runtime's leak detector; with cgo, since only such a worker loads plugins.
RUN CGO_ENABLED=1 GOEXPERIMENT=goroutineleakprofile go build -trimpath -o /usr/local/bin/schedtick .

# hadolint ignore=DL3006
FROM ${PYTHON_IMAGE}

# The C compiler is for %%c, the race detector and plugins.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends gcc libc6-dev && \
    rm -rf /var/lib/apt/lists/*
COPY --from=build /usr/local/go /usr/local/go
ENV PATH=/usr/local/go/bin:${PATH} \
    GOTOOLCHAIN=local

COPY install/requirements.txt /tmp/requirements.txt
RUN pip install --no-cache-dir --require-hashes -r /tmp/requirements.txt

COPY --from=build /usr/local/bin/schedtick /usr/local/bin/schedtick
RUN schedtick install --prefix /usr/local

# Binder passes the name and the number of the user that it runs the image as.
ARG NB_USER=jovyan
ARG NB_UID=1000
ENV USER=${NB_USER} \
    HOME=/home/${NB_USER}
RUN useradd --create-home --home-dir "${HOME}" --uid "${NB_UID}" --shell /bin/bash "${NB_USER}"
COPY --chown=${NB_UID} . ${HOME}

WORKDIR ${HOME}
USER ${NB_USER}
# Builds are cached by content: what the notebooks compile is compiled here, so that it
# starts at once on a slow host.
RUN for n in notebooks/0*.ipynb; do schedtick run --probe=off "$n" >/dev/null || exit 1; done

EXPOSE 8888
# No ENTRYPOINT: Binder replaces the command by its own.
CMD ["jupyter", "lab", "--ip=0.0.0.0", "--no-browser", "--notebook-dir=notebooks", "--LabApp.default_url=/lab/tree/00-start-here.ipynb"]
