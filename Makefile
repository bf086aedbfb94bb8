# What to do with talelio: `make help` lists it. Everything runs on a JDK 25, whatever `java` is.

JDK = $(or $(shell .mvn/find-jdk25.sh),$(error talelio is built and run on a JDK 25))
JAVA = "$(JDK)/bin/java"
# Maven 3.8 uses sun.misc.Unsafe, of which JDK 25 warns.
MVN = JAVA_HOME="$(JDK)" MAVEN_OPTS="$(MAVEN_OPTS) --sun-misc-unsafe-memory-access=allow" mvn -B -ntp

# What `make serve-api` runs, and all that it is built from (directories too: a file removed changes its directory).
MODULES := shared-kernel command-side query-side/markdown query-side api-gateway ops/local-stack ops/backup ops/console
API := api-gateway/target/api-gateway.jar
CACHE := api-gateway/target/api-gateway.aot
COMMANDS := ops/console/target/console.jar
COMMANDS_CACHE := ops/console/target/talelio.aot
STACK := ops/local-stack/target/class-path
BUILT := target/built
SOURCES := $(shell find pom.xml $(MODULES:%=%/pom.xml) $(wildcard $(MODULES:%=%/src/main)))

# In the environment of the image that drills build, and nowhere in it (ImageInPodman). A node wants 64 bytes.
DRILL_SECRET = never-in-the-image-0123456789abcdef0123456789abcdef0123456789abcdef

# What builds the image, and its second tag, to go back to.
REVISION = $(shell git describe --always --exclude '*' --abbrev=12 --dirty)
ENGINE ?= $(or $(firstword $(foreach each,podman buildah docker,$(shell command -v $(each)))),$(error no podman, buildah or docker found))

LOCAL_STACK = $(JAVA) -Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
	-cp ops/local-stack/target/classes:$$(cat $(STACK)) io.talel.ops.localstack

# With the flags that ops/talelio has for commands that look.
TRAINING = $(JAVA) -XX:AOTCacheOutput=$@.new -Xlog:aot=error -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m \
	--enable-native-access=ALL-UNNAMED -cp "$$PWD/$(COMMANDS):$$(cat ops/console/target/class-path)" io.talel.ops.console.Training

.DELETE_ON_ERROR:

.PHONY: help build image serve-api start-dev-dbs stop-dev-dbs test test-unit test-integration test-e2e \
	test-scripts fix lint lint-deploy licences type-check bench drills set-githooks clean

help: ## list the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

build: $(BUILT) $(CACHE) $(COMMANDS_CACHE) ## build what is stale of the API, its local servers and the operators' commands, and train the JVM

$(BUILT): $(SOURCES)
	$(MVN) -q -pl api-gateway,ops/local-stack,ops/console -am -Dmaven.test.skip=true package
	@mkdir -p $(@D) && touch $@

# Other targets package them anew, too, and a cache that is older than its jar is not used.
$(API) $(COMMANDS): | $(BUILT) ;

# Takes a minute or two, so no other target waits for it.
$(CACHE): $(BUILT) $(API)
	@rm -f $@ && $(LOCAL_STACK).serve.AotCache $(API)

# All classes of a cache are loaded at every start, so none of Spring's, which the migration needs, is in it. A JVM that cannot
# write its cache succeeds all the same.
$(COMMANDS_CACHE): $(BUILT) $(COMMANDS)
	@rm -f $@.new && { $(LOCAL_STACK).serve.RunWithServers sh -c 'ops/talelio migrate --reason training && $(TRAINING)' >$@.log 2>&1 \
		&& test -s $@.new && mv $@.new $@; } || { cat $@.log; exit 1; }

image: $(BUILT) licences ## build the container image talelio, with podman, buildah or docker; needs mmdebstrap
	@ops/deploy/image/stage "$(JDK)"
	BUILDAH_FORMAT=docker $(ENGINE) build -t talelio $(REVISION:%=-t talelio:%) -f ops/deploy/image/Containerfile \
		--build-arg REVISION="$(REVISION)" target/image

serve-api: $(BUILT) ## run the API, with PostgreSQL, Redis and S3 where none are named, until Ctrl-C
	@exec env --default-signal=INT $(LOCAL_STACK).serve.ServeApi -jar $(API)

start-dev-dbs: $(BUILT) ## start the local PostgreSQL, Redis and S3 in the background, without the API
	@$(LOCAL_STACK).serve.DevServers start

stop-dev-dbs: $(BUILT) ## stop them
	@$(LOCAL_STACK).serve.DevServers stop

test: ## run every test and every check, large figures at a twentieth
	$(MVN) verify

test-unit: ## run the tests that need no server
	$(MVN) -T 2 test

# Neither runs the unit tests: no test of that name exists.
test-integration: ## run the tests on real servers
	$(MVN) verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test='*IT' -Dfailsafe.failIfNoSpecifiedTests=false

test-e2e: ## run the tests over HTTP
	$(MVN) verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test='*E2E' -Dfailsafe.failIfNoSpecifiedTests=false

test-scripts: ## run the tests of the scripts that release and set up; needs jq
	@ops/drills/install-packages jq
	$(MVN) verify -Pdrills -DskipPitest -pl ops/console -am -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test='*InJq' -Dfailsafe.failIfNoSpecifiedTests=false

licences: ## list what is shipped with its licences (target/licences.txt, target/sbom.json), and refuse other licences
	$(MVN) -q -DskipTests license:aggregate-add-third-party cyclonedx:makeAggregateBom

fix: ## format the code
	$(MVN) -q spotless:apply

lint: ## check the format
	$(MVN) -q -T 2 spotless:check

lint-deploy: ## check the files of ops/deploy and the workflows by their schemas; needs npm
	@ops/deploy/check/check

# Packages, too: what is compiled against jars is not compiled again by the targets that test.
type-check: ## compile everything with Error Prone and NullAway
	$(MVN) -q -T 2 -DskipTests package

bench: ## measure against an application on Axon's starter and the limits of this machine; ARGS="--seconds 10" for longer rounds
	$(MVN) -q -pl ops/benchmark,ops/console,api-gateway -am -Dmaven.test.skip=true package
	@$(LOCAL_STACK).serve.AotCache $(API)
	$(JAVA) -cp ops/benchmark/target/classes:$$(cat ops/benchmark/target/class-path) io.talel.ops.benchmark.Benchmark $(ARGS)

drills: ## install what they need (Debian) and run every test with the large figures in full, those in a browser, behind proxies, of systemd, of Prometheus and of the image too
	@ops/drills/install-packages chromium chromium-driver systemd podman buildah runc haproxy nginx-light mmdebstrap debian-archive-keyring curl jq prometheus postgresql redis-server openssl
	@SECRET_KEY=$(DRILL_SECRET) CODECOV_TOKEN=$(DRILL_SECRET) $(MAKE) --no-print-directory image ENGINE=podman
	@$(LOCAL_STACK).serve.RunWithServers ops/drills/e2e env $(MVN)
	$(MVN) verify -Pdrills -Ddrill.scale=1 -Dtest.forks=1

set-githooks: ## check the format and the types before each commit
	git config core.hooksPath .githooks

clean: ## remove what was built; data stays
	$(MVN) -q clean
