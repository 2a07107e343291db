# The image that Binder builds: JupyterLab with the kernel and the notebooks.
# Try it: make image && docker run --rm -p 8888:8888 schedtick

FROM golang:1.26-bookworm AS build
WORKDIR /src
# The modules change less often than the code, so they get a layer of their own.
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go build -o /usr/local/bin/schedtick .

FROM python:3.12-slim-bookworm

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
EXPOSE 8888
# No ENTRYPOINT: Binder replaces the command by its own.
CMD ["jupyter", "lab", "--ip=0.0.0.0", "--no-browser", "--notebook-dir=notebooks"]
