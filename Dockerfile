# The images of the four services, a target each, built from source:
#
#   docker build --target smtp-service -t yubin/smtp-service .
#
# A fresh clone and Docker are all that is needed. There is no `syntax` line: BuildKit as it comes with Docker 23 or
# newer understands everything here. MAVEN_IMAGE, JRE_IMAGE and SLIM_IMAGE take other bases; all need bash for the health
# check. JRE=linked takes a Java of the modules that are used alone, on SLIM_IMAGE; AOT=no goes without the cache of classes
# that halves the start.

ARG MAVEN_IMAGE=maven:3.9.11-eclipse-temurin-25
ARG JRE_IMAGE=eclipse-temurin:25.0.1_8-jre
ARG SLIM_IMAGE=debian:12.12-slim
ARG JRE=image

FROM ${MAVEN_IMAGE} AS build
WORKDIR /src
COPY . .
# Tests are compiled, not run: modules hand test fixtures to one another. Formatting is the developer's build's business.
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    mvn -B -ntp -DskipTests -Dspotless.check.skip=true -Psbom package -am \
      -pl smtp-service,delivery-service,mailbox-service,dns-resolver-service
# Two layers a service, libraries and our own code: a change of code changes the small one alone.
RUN set -eu; \
    for service in smtp-service delivery-service mailbox-service dns-resolver-service; do \
      mkdir -p /jar "/layers/$service"; \
      cp "$service"/target/"$service"-*-exec.jar /jar/service.jar; \
      java -Djarmode=tools -jar /jar/service.jar extract --layers --destination "/layers/$service" --force; \
      cd "/layers/$service"; \
      for small in spring-boot-loader snapshot-dependencies; do \
        if [ -d "$small" ]; then cp -r "$small/." application/; fi; \
      done; \
      cd /src; \
    done

FROM ${MAVEN_IMAGE} AS link
RUN jlink --add-modules java.se,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs --strip-debug \
      --no-header-files --no-man-pages --generate-cds-archive --output /jre

FROM ${SLIM_IMAGE} AS jre-linked
COPY --from=link /jre /opt/jre
ENV PATH=/opt/jre/bin:${PATH}

FROM ${JRE_IMAGE} AS jre-image

FROM jre-${JRE} AS service
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.vendor="Yubin" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# Written by hand, because useradd and adduser differ from base to base.
RUN echo 'yubin:x:10001:10001:Yubin:/app:/usr/sbin/nologin' >> /etc/passwd \
 && echo 'yubin:x:10001:' >> /etc/group \
 && mkdir -p /app /var/lib/yubin/tls /run/secrets \
 && chown 10001:10001 /var/lib/yubin/tls \
 && chmod 0700 /var/lib/yubin/tls
COPY --chmod=0755 deploy/docker/ready deploy/docker/train /usr/local/bin/
WORKDIR /app
# A container's network is its own: services listen on all of it, and what is published decides who gets there.
ENV SERVER_ADDRESS=0.0.0.0 \
    YUBIN_BIND=0.0.0.0 \
    YUBIN_TLS_DIRECTORY=/var/lib/yubin/tls \
    SPRING_CONFIG_IMPORT=optional:configtree:/run/secrets/
ARG AOT=yes
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=3 CMD ["/usr/local/bin/ready"]
# Exec form: java is process 1 and gets SIGTERM itself. More options go into JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-XX:AOTCache=service.aot", "-Xlog:aot*=off", "-jar", "service.jar"]

FROM service AS smtp-service
LABEL org.opencontainers.image.title="Yubin smtp-service" \
      org.opencontainers.image.description="SMTP in: what is accepted is in Kafka before it is acknowledged"
ENV SERVER_PORT=8081 YUBIN_SMTP_PORT=25 YUBIN_SMTP_SUBMISSIONPORT=587 YUBIN_SMTP_SUBMISSIONSPORT=465
EXPOSE 25 465 587 8081
COPY --from=build /layers/smtp-service/dependencies/ ./
COPY --from=build /layers/smtp-service/application/ ./
RUN /usr/local/bin/train
USER 10001:10001

FROM service AS delivery-service
LABEL org.opencontainers.image.title="Yubin delivery-service" \
      org.opencontainers.image.description="Local delivery, the outbound queue and the SMTP client"
ENV SERVER_PORT=8082
EXPOSE 8082
COPY --from=build /layers/delivery-service/dependencies/ ./
COPY --from=build /layers/delivery-service/application/ ./
RUN /usr/local/bin/train
USER 10001:10001

FROM service AS mailbox-service
LABEL org.opencontainers.image.title="Yubin mailbox-service" \
      org.opencontainers.image.description="IMAP, POP3, accounts and the admin API"
ENV SERVER_PORT=8083 YUBIN_IMAP_PORT=143 YUBIN_IMAP_TLSPORT=993 YUBIN_POP3_PORT=110 YUBIN_POP3_TLSPORT=995
EXPOSE 110 143 993 995 8083
COPY --from=build /layers/mailbox-service/dependencies/ ./
COPY --from=build /layers/mailbox-service/application/ ./
RUN /usr/local/bin/train
USER 10001:10001

FROM service AS dns-resolver-service
LABEL org.opencontainers.image.title="Yubin dns-resolver-service" \
      org.opencontainers.image.description="The validating, caching resolver"
ENV SERVER_PORT=8084 YUBIN_DNS_PORT=53
EXPOSE 53/tcp 53/udp 8084
COPY --from=build /layers/dns-resolver-service/dependencies/ ./
COPY --from=build /layers/dns-resolver-service/application/ ./
RUN /usr/local/bin/train
USER 10001:10001
