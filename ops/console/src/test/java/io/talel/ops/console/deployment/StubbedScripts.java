package io.talel.ops.console.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The scripts of {@code ops/deploy/aws}, with stubs of AWS and Docker that record requests and give prepared answers. */
record StubbedScripts(Path directory, Map<String, String> answers) {

    private static final Path SCRIPTS = Path.of("..", "deploy", "aws").toAbsolutePath();

    static final String RELEASE = "cloudformation deploy";
    static final String CHANGE_SET = "cloudformation deploy --no-execute-changeset";
    static final String CANCEL = "cloudformation cancel-update-stack --stack-name talelio";

    static final String RUNNING =
            "{\"services\":[{\"deployments\":[{\"taskDefinition\":\"%s\",\"runningCount\":2,\"desiredCount\":2}]}]}";

    static final String STACK = "{\"Stacks\":[{\"StackStatus\":\"%s\",\"LastUpdatedTime\":\"2026-01-01\","
            + "\"Parameters\":[{\"ParameterKey\":\"Tag\",\"ParameterValue\":\"before\"},"
            + "{\"ParameterKey\":\"CorsOrigins\",\"ParameterValue\":\"https://a,https://b\"}]}]}";

    /** A release that succeeds. */
    static StubbedScripts in(Path directory) throws IOException {
        StubbedScripts scripts = new StubbedScripts(directory, new HashMap<>());
        scripts.prepare();
        return scripts;
    }

    private void prepare() throws IOException {
        answers.put("DIRTY", "");
        answers.put("BUILT", "commit");
        answers.put("PUSHED", "An error occurred (ImageNotFoundException)");
        answers.put("CREATED", "CREATE_COMPLETE");
        answers.put("STACK", STACK.formatted("UPDATE_COMPLETE"));
        answers.put("AFTER", "UPDATE_ROLLBACK_COMPLETE");
        answers.put("UPDATED", "2026-01-01");
        answers.put("TEMPLATE", "");
        answers.put("DEFINITIONS", "");
        answers.put("TOPIC", "");
        answers.put("SUBSCRIPTIONS", "");
        answers.put("ZONE", "eu-central-1c");
        answers.put("STAYS", "none");
        answers.put("STARTED", "2999-11-30T19:00:00.123456789Z");
        answers.put("RUNNING", RUNNING.formatted("new"));
        answers.put("STATUS", "200");
        answers.put("TASK", "{\"tasks\":[{\"taskArn\":\"arn:aws:ecs:eu-central-1:1:task/account/1f3\"}]}");
        answers.put("EVENTS", "{\"StackEvents\":[]}");
        answers.put("LOG", "");
        answers.put("ANSWERS_LATER", "0");
        answers.put("FAILS", "nothing");
        answers.put("HANGS", "nothing");
        answers.put("BREAKS", "nothing");
        answers.put("CODE", "3");
        answers.put("HEALTHY", "yes");
        answers.put("BEFORE", "0");
        answers.put("COMPOSE", "v2.29.3");
        Path template = directory.resolve("ops/deploy/aws/service.yaml");
        Files.createDirectories(template.getParent());
        Files.writeString(template, "Parameters:\n  Domain:\n    Type: String\nResources:\n  Api:\n");
        program("sleep", "");
        program("git", """
                case "$*" in
                    "rev-parse --show-toplevel") pwd ;;
                    "rev-parse "*"--short=12 HEAD"*) echo commit ;;
                    "rev-parse "*"--short=12 older^{commit}") echo older ;;
                    "rev-parse "*"^{commit}") exit 1 ;;
                    "rev-parse "*) echo "${*: -1}" | sed 's/:.*//' ;;
                    "show "*) sed "s/^Resources:/&\\n  # of ${2%%:*}/" "${2#*:}" ;;
                    "status "*) printf '%s' "$DIRTY" ;;
                esac""");
        Files.writeString(directory.resolve("nodes"), "old-1\nold-2\n");
        program("docker", """
                cd "${0%/*}"
                echo "docker $*" >>asked
                case "$*" in
                    "image inspect"*) echo "$BUILT" ;;
                    *"ps -q api" | *"ps -aq api") cat nodes ;;
                    *"ps -aq "*) echo "${*: -1}" ;;
                    "inspect "*Created*) for node in "${@:4}"; do echo "$([[ $node = old* ]]; echo $?) $node"; done ;;
                    "inspect "*) echo "$STARTED" ;;
                    *" config") printf 'services:\n  api:\n    deploy:\n      replicas: 2\n' ;;
                    "compose version --short") echo "$COMPOSE" ;;
                    *" exec "*) exit "$BEFORE" ;;
                    *"up -d --wait"*)
                        [ "$(wc -l <nodes)" -ge "$(sed 's/.*api=\\([0-9]*\\).*/\\1/' <<<"$*")" ] ||
                            echo "new-$(grep -c 'up -d --wait' asked)" >>nodes
                        [ "$HEALTHY" = yes ] ;;
                    *" run "*) ! grep -q "$FAILS" <<<"$*" ;;
                    "rm "*) sed -i "/^${*: -1}$/d" nodes ;;
                esac""");
        program("curl", "printf '%s' \"$STATUS\"");
        program("aws", """
                cd "${0%/*}"
                echo "$*" >>asked
                case "$*" in
                    *"put-parameter --cli-input-json file:///dev/stdin") cat >>secrets ;;
                    *StackStatus) [ -n "$CREATED" ] || { echo 'Stack does not exist' >&2; exit 254; }
                        echo "$CREATED" ;;
                    "cloudformation deploy "*--no-execute-changeset) [ -z "$NOT_ACCEPTED" ] ;;
                    "cloudformation deploy "*"--stack-name talelio "*)
                        cat "$(sed 's/.*--template-file \\([^ ]*\\).*/\\1/' <<<"$*")" >>released
                        [ -z "$REFUSED" ] || { : >looks; exit 1; } ;;
                    "cloudformation cancel-update-stack "*) [ -z "$NOT_CANCELLED" ] || exit 254 ;;
                    "cloudformation describe-stack-events --stack-name talelio "*) echo "$EVENTS" ;;
                    "logs get-log-events --log-group-name account --log-stream-name talelio/backup/1f3 --limit 50 "*)
                        [ -z "$LOG" ] || { echo "$LOG" >&2; exit 254; }
                        echo '{"events":[{"message":"articles: 3 events are parked."},{"message":"See dead-letters"}]}' ;;
                    *get-template*) [ -z "$TEMPLATE" ] || { echo "$TEMPLATE" >&2; exit 254; }
                        echo '{"TemplateBody":"Parameters:\\n  Domain:\\nResources:\\n  # before\\n  Api:"}' ;;
                    *"--stack-name talelio-account "*Alarms*) echo "$TOPIC" ;;
                    "sns list-subscriptions-by-topic --topic-arn $TOPIC "*) echo "$SUBSCRIPTIONS" ;;
                    *"--stack-name talelio-account "*Images*) echo register/talelio ;;
                    *"--stack-name talelio-account "*) echo account ;;
                    *"--stack-name talelio --output json")
                        [ -f looks ] || { printf '%s' "$STACK"; exit; }
                        echo >>looks
                        look=$(tr ' ' '\n' <<<"$AFTER" | head -n "$(wc -l <looks)" | tail -n 1)
                        [ "$look" != unknown ] || exit 254
                        sed "s/UPDATE_COMPLETE/$look/; s/2026-01-01/$UPDATED/" <<<"$STACK" ;;
                    *ApiTask*) echo new ;;
                    *describe-images*) [[ $PUSHED == yes || $* == *imageTag=$PUSHED ]] ||
                        { echo "${NOT_PUSHED:-$PUSHED}" >&2; exit 254; } ;;
                    *describe-services*) echo "$RUNNING" ;;
                    *describe-instance-type-offerings*) echo "$ZONE" ;;
                    "cloudformation wait stack-delete-complete --stack-name $STAYS")
                        [ "$(grep -c "delete-stack --stack-name $STAYS" asked)" = 2 ] ;;
                    "cloudformation describe-stacks --stack-name talelio-buckets "*OutputKey==*)
                        sed "s/.*OutputKey=='\\(.*\\)'.*/bucket-\\1/" <<<"$*" ;;
                    "ssm get-parameters-by-path "*) printf '/talelio/A\t/talelio/B\n' ;;
                    *list-task-definitions*) echo "$DEFINITIONS" ;;
                    *describe-task-definition*)
                        echo '{"taskDefinition":{"revision":7,"containerDefinitions":[{"image":"register/talelio:before"}]}}' ;;
                    *register-task-definition*) sed 's/.*talelio:\\([a-z]*\\)".*/release-of-\\1/' <<<"$*" ;;
                    *run-task*) echo "$TASK" ;;
                    *describe-tasks*) code=0
                        [ "$(grep -c describe-tasks asked)" -gt "$ANSWERS_LATER" ] || exit 254
                        task=$(grep run-task asked | tail -n 1)
                        ! grep -q "$HANGS" <<<"$task" || exit 254
                        ! grep -q "$FAILS" <<<"$task" || code=$CODE
                        ! grep -q "$BREAKS" <<<"$task" || [ ! -f released ] || code=$CODE
                        echo "{\\"tasks\\":[{\\"lastStatus\\":\\"STOPPED\\",\\"containers\\":[{\\"exitCode\\":$code}]}]}" ;;
                esac""");
    }

    List<String> asked(String command) throws IOException {
        return Files.readAllLines(directory.resolve("asked")).stream()
                .filter(line -> line.startsWith(command))
                .toList();
    }

    /** The executed updates of the stack. A change set that is only created does not count. */
    List<String> released() throws IOException {
        return asked("cloudformation deploy").stream()
                .filter(line -> !line.endsWith("--no-execute-changeset"))
                .toList();
    }

    /** Updates of the stack, and tasks with their last word. */
    List<String> steps() throws IOException {
        return asked("").stream()
                .filter(line -> line.startsWith(RELEASE) || line.equals(CANCEL) || line.startsWith("ecs run-task"))
                .map(line -> line.replaceFirst("^(" + RELEASE + ").*?( --no-execute-changeset)?$", "$1$2")
                        .replaceFirst(".*--task-definition (\\S+) .*\"([a-z-]+)\"].*", "$1 $2"))
                .toList();
    }

    /** What the last script printed. */
    String said() throws IOException {
        return Files.readString(directory.resolve("said"));
    }

    int run(String script, String... arguments) throws IOException, InterruptedException {
        return run("", script, List.of(arguments));
    }

    /** @param input what the script reads */
    int run(String input, String script, List<String> arguments) throws IOException, InterruptedException {
        return start(input, script, arguments).waitFor();
    }

    static String path(String script) {
        return SCRIPTS.resolve(script).toString();
    }

    Process start(String input, String script, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(path(script)));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command).directory(directory.toFile());
        process.environment().putAll(answers);
        process.environment().merge("PATH", directory.toString(), (path, ours) -> ours + ":" + path);
        process.environment().put("ENGINE", "docker");
        Path given = Files.writeString(directory.resolve("given"), input);
        return process.redirectErrorStream(true)
                .redirectInput(given.toFile())
                .redirectOutput(directory.resolve("said").toFile())
                .start();
    }

    void program(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
