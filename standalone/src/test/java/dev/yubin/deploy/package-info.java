/// Holds what deploys Yubin against what it is: `k8s/` against the schemas of Kubernetes and of the
/// operators, every name against what it names, ports and properties against the code, and
/// `docker-compose.yml` likewise. Rules give faults as sentences; that they find any is tested too.
@NullMarked
package dev.yubin.deploy;

import org.jspecify.annotations.NullMarked;
