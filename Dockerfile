# syntax=docker/dockerfile:1

FROM node:24-slim AS pages
WORKDIR /src/pwa
COPY pwa/package.json pwa/package-lock.json pwa/.npmrc ./
RUN npm ci --ignore-scripts --no-progress
COPY pwa/ ./
# The pages carry the clinical data with them.
COPY journal/catalogue/data /src/journal/catalogue/data
COPY journal/flags/data /src/journal/flags/data
RUN npm run build


FROM python:3.13-slim AS packages
WORKDIR /src
COPY requirements/uv.txt requirements/run.txt ./
RUN pip install --no-cache-dir --require-hashes -r uv.txt \
 && uv venv /opt/daybook/.venv \
 && uv pip install --no-cache --python /opt/daybook/.venv/bin/python --require-hashes --no-deps \
    --compile-bytecode -r run.txt


FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home daybook
WORKDIR /opt/daybook
COPY --from=packages /opt/daybook/.venv .venv
COPY manage.py ./
COPY config config
COPY api api
COPY journal journal
COPY --from=pages /src/pwa/build pwa/build
ENV PATH="/opt/daybook/.venv/bin:$PATH" \
    DJANGO_SETTINGS_MODULE=config.settings.base \
    PYTHONUNBUFFERED=1
RUN python -m compileall -q config api journal
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
CMD ["granian", "config.wsgi:application", "--interface=wsgi", "--host=0.0.0.0", "--port=8000", \
     "--no-ws", "--workers=2", "--blocking-threads=4", "--blocking-threads-idle-timeout=600", \
     "--respawn-failed-workers", "--log-level=warning"]
