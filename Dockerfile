# syntax=docker/dockerfile:1

# The jar, taken apart so that a new version of the relay is a small layer on top of unchanged dependencies.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true package \
    && java -Djarmode=tools -jar target/results-relay.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre AS runtime
RUN groupadd --gid 10001 relay \
    && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin relay \
    && install --directory --owner=relay --group=relay --mode=700 /data
# Neither curl nor wget is promised by the base image, bash is: `healthy PATH` succeeds on a 200.
COPY --chmod=755 <<'SCRIPT' /usr/local/bin/healthy
#!/bin/bash
exec 3<>"/dev/tcp/127.0.0.1/${SERVER_PORT:-8080}" || exit 1
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
read -r -t 3 _ status _ <&3 && [ "$status" = 200 ]
SCRIPT
WORKDIR /app
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
# The collector that takes the least processor time on few processors and a small heap; on many, name G1 instead. With less
# inlining the relay is compiled for a quarter less processor time, and runs as fast.
# The JVM's own warnings go to stderr, so that stdout is the relay's log alone, a JSON document a line.
ENV JDK_JAVA_OPTIONS="-XX:+UseSerialGC -XX:FreqInlineSize=120 -XX:MaxInlineLevel=9 -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError -Xlog:disable -Xlog:all=warning:stderr" \
    RELAY_DATA_DIR=/data

# The demo under load for 20 s, on the embedded servers, which must not run as root. It records the AOT cache: the classes, and
# which methods are hot on the way from webhook to push. It fails if a user's totals are wrong.
FROM runtime AS training
USER relay
RUN RELAY_DATA_DIR=/tmp/training java -Xmx512m -Xlog:disable -XX:AOTCacheOutput=/tmp/app.aot -jar results-relay.jar \
    --spring.profiles.active=demo --demo.exit=true --demo.duration=20s --demo.pace=100 --demo.users=500

FROM runtime
COPY --from=training /tmp/app.aot ./
USER relay
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=120s --retries=3 CMD ["healthy", "/actuator/health/liveness"]
ENTRYPOINT ["java", "-XX:AOTCache=app.aot", "-jar", "results-relay.jar"]
