# The image of regieboek: one binary, no shell login, nothing to write to but its data directory.

FROM rust:1.95-slim-bookworm AS bouw
WORKDIR /bron
RUN rustup component add llvm-tools
COPY . .
# Puts a build of it to work first, on a PostgreSQL server that this installs for itself.
RUN cargo xtask dist && cp target/pgo/gebouwd/*/dist/regieboek /regieboek

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/regieboek --create-home regieboek
COPY --from=bouw /regieboek /usr/local/bin/regieboek
USER 10001:10001
# The data directory is used by the embedded database only; with PostgreSQL the file system can be read-only.
WORKDIR /var/lib/regieboek
ENV REGIEBOEK_DATA_DIR=/var/lib/regieboek REGIEBOEK_LISTEN=0.0.0.0:8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["regieboek", "health", "--url", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["regieboek"]
CMD ["serve"]
