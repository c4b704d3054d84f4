# One image for web, worker, beat and preparation; docker-compose.yml says which command runs where.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=chatear.settings.production \
    CHATEAR_DATA=/data

RUN useradd --system --uid 10001 --home-dir /data chatear \
 && install -d -o chatear -g chatear -m 700 /data

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

COPY . .
RUN python -c "from pathlib import Path; from chatear.messages import compile_messages; compile_messages(Path('locale'))"

USER chatear
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["python", "-m", "chatear.services.readiness"]
CMD ["python", "-m", "chatear.services.web", "--host", "0.0.0.0", "--port", "8000"]
