package io.talel.ops.console.deployment;

import static io.talel.ops.console.deployment.Deployment.ACCOUNT;
import static io.talel.ops.console.deployment.Deployment.API;
import static io.talel.ops.console.deployment.Deployment.COMMANDS;
import static io.talel.ops.console.deployment.Deployment.statements;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Roles may do what the code and the scripts call, and nothing else. */
class RightsTest {

    /** What each call of S3 needs, by the reference of AWS. */
    private static final Map<String, Set<String>> ACTIONS = Map.ofEntries(
            Map.entry("getObject", Set.of("s3:GetObject")),
            Map.entry("headObject", Set.of("s3:GetObject")),
            Map.entry("copyObject", Set.of("s3:GetObject", "s3:PutObject")),
            Map.entry("putObject", Set.of("s3:PutObject")),
            Map.entry("createMultipartUpload", Set.of("s3:PutObject")),
            Map.entry("uploadPart", Set.of("s3:PutObject")),
            Map.entry("completeMultipartUpload", Set.of("s3:PutObject")),
            Map.entry("abortMultipartUpload", Set.of("s3:AbortMultipartUpload")),
            Map.entry("listMultipartUploadsPaginator", Set.of("s3:ListBucketMultipartUploads")),
            Map.entry("deleteObject", Set.of("s3:DeleteObject")),
            Map.entry("headBucket", Set.of("s3:ListBucket")),
            Map.entry("listObjectsV2Paginator", Set.of("s3:ListBucket")));

    /** A program that a script of a release calls, and its command. The AWS CLI has one for each of its services. */
    private static final Pattern CALL = Pattern.compile("(?<![\\w/])(aws [a-z]+|\"\\$engine\")(?: image)? ([a-z-]+)");

    /**
     * What each of them needs, by the reference of AWS. {@code deploy} is a program of the AWS CLI: the calls are those of
     * its {@code awscli/customizations/cloudformation/deployer.py} (1.45.11) without {@code --s3-bucket}; it asks for the
     * summary of the template before it changes a stack that exists.
     */
    private static final Map<String, Set<String>> CALLS = Map.ofEntries(
            Map.entry(
                    "aws cloudformation deploy",
                    Set.of(
                            "cloudformation:DescribeStacks",
                            "cloudformation:GetTemplateSummary",
                            "cloudformation:CreateChangeSet",
                            "cloudformation:DescribeChangeSet",
                            "cloudformation:ExecuteChangeSet",
                            "iam:PassRole")),
            Map.entry("aws cloudformation cancel-update-stack", Set.of("cloudformation:CancelUpdateStack")),
            Map.entry("aws cloudformation describe-stacks", Set.of("cloudformation:DescribeStacks")),
            Map.entry("aws cloudformation describe-stack-events", Set.of("cloudformation:DescribeStackEvents")),
            Map.entry("aws logs get-log-events", Set.of("logs:GetLogEvents")),
            Map.entry("aws cloudformation get-template", Set.of("cloudformation:GetTemplate")),
            // Only after a first release that failed, which an administrator makes and repeats.
            Map.entry("aws cloudformation delete-stack", Set.of()),
            Map.entry("aws cloudformation wait", Set.of("cloudformation:DescribeStacks")),
            Map.entry("aws ecr describe-images", Set.of("ecr:DescribeImages")),
            Map.entry("aws ecr get-login-password", Set.of("ecr:GetAuthorizationToken")),
            Map.entry("aws ecs describe-services", Set.of("ecs:DescribeServices")),
            Map.entry("aws ecs describe-task-definition", Set.of("ecs:DescribeTaskDefinition")),
            Map.entry("aws ecs describe-tasks", Set.of("ecs:DescribeTasks")),
            Map.entry("aws ecs register-task-definition", Set.of("ecs:RegisterTaskDefinition", "iam:PassRole")),
            Map.entry("aws ecs run-task", Set.of("ecs:RunTask", "iam:PassRole")),
            Map.entry("aws ecs stop-task", Set.of("ecs:StopTask")),
            Map.entry("\"$engine\" inspect", Set.of()),
            Map.entry("\"$engine\" login", Set.of()),
            Map.entry("\"$engine\" pull", Set.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")),
            Map.entry(
                    "\"$engine\" push",
                    Set.of(
                            "ecr:BatchCheckLayerAvailability",
                            "ecr:BatchGetImage",
                            "ecr:InitiateLayerUpload",
                            "ecr:UploadLayerPart",
                            "ecr:CompleteLayerUpload",
                            "ecr:PutImage")),
            Map.entry("\"$engine\" tag", Set.of()));

    @Test
    void nodes_may_do_with_images_what_they_do() {
        assertThat(allowed(ACCOUNT.at("ApiRole", "Properties", "Policies"), "talelio-ContentArn"))
                .isEqualTo(needed(API));
    }

    @Test
    void backups_may_do_in_their_bucket_what_they_do() {
        assertThat(allowed(ACCOUNT.at("BackupRole", "Properties", "Policies"), "talelio-BackupsArn"))
                .isEqualTo(needed(COMMANDS));
    }

    @Test
    void backups_only_read_the_images() {
        assertThat(allowed(ACCOUNT.at("BackupRole", "Properties", "Policies"), "talelio-ContentArn"))
                .containsExactly("s3:GetObject", "s3:ListBucket");
    }

    @Test
    void the_bucket_for_trials_is_for_both() {
        Set<String> both = needed(API);
        both.addAll(needed(COMMANDS));
        assertThat(allowed(
                        new Yaml(List.of(ACCOUNT.at("TrialPolicy", "Properties").value())), "talelio-TrialArn"))
                .isEqualTo(both);
    }

    /** Its managed policy allows it for all parameters, and tasks on the machine's network reach its role. */
    @Test
    void the_machine_may_not_read_the_secrets_that_tasks_get() {
        String secrets = ":parameter/talelio/*";
        assertThat(statements("ExecutionRole"))
                .anySatisfy(statement -> assertStatement(statement, "Allow", "ssm:GetParameters", secrets));
        assertThat(statements("MachineRole"))
                .anySatisfy(statement -> assertStatement(statement, "Deny", "ssm:GetParameter*", secrets));
    }

    /** Changing the account could give the branch any right. */
    @Test
    void a_release_changes_the_services_and_only_looks_at_the_account() {
        assertThat(onStack("talelio"))
                .containsExactlyInAnyOrderElementsOf(CALLS.values().stream()
                        .flatMap(Collection::stream)
                        .filter(action -> action.startsWith("cloudformation:"))
                        .collect(Collectors.toSet()));
        assertThat(onStack("${AWS::StackName}")).containsExactly("cloudformation:DescribeStacks");
        assertThat(statements("DeployRole"))
                .filteredOn(statement -> statement.at("Resource").text().equals("*"))
                .flatExtracting(statement -> statement.at("Action").texts())
                .containsExactly(
                        "ecr:GetAuthorizationToken", "ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition");
    }

    /** Projections are rebuilt by the new image before its nodes run. */
    @Test
    void a_release_runs_commands_with_the_roles_of_backups_and_no_others() {
        assertThat(statements("DeployRole"))
                .anySatisfy(statement -> {
                    assertThat(statement.at("Action").texts()).containsExactly("ecs:RunTask");
                    assertThat(statement.at("Resource").texts())
                            .extracting(resource -> resource.replaceFirst(".*:task-definition/", ""))
                            .containsExactly("talelio-backup:*", "talelio-release:*");
                })
                .anySatisfy(statement -> assertStatement(statement, "Allow", "ecs:DescribeTasks", ":task/${Cluster}/*"))
                .anySatisfy(statement -> assertStatement(statement, "Allow", "ecs:StopTask", ":task/${Cluster}/*"))
                .anySatisfy(statement -> assertStatement(statement, "Allow", "logs:GetLogEvents", "!GetAtt Logs.Arn"));
        assertThat(statements("DeployRole"))
                .filteredOn(statement -> statement.at("Action").texts().contains("iam:PassRole"))
                .flatExtracting(statement -> statement.at("Resource").texts())
                .extracting(resource -> resource.replaceFirst(".* ", ""))
                .containsExactlyInAnyOrder("BackupRole.Arn", "ExecutionRole.Arn", "StackRole.Arn");
    }

    @Test
    void a_release_may_do_what_its_scripts_call_and_nothing_else() throws IOException {
        Set<String> calls = new TreeSet<>();
        for (String script : List.of("deploy", "run")) {
            CALL.matcher(Files.readString(Path.of("..", "deploy", "aws", script)))
                    .results()
                    .forEach(call -> calls.add(call.group(1) + " " + call.group(2)));
        }
        assertThat(calls).isEqualTo(CALLS.keySet());
        assertThat(statements("DeployRole").stream()
                        .flatMap(statement -> statement.at("Action").texts().stream())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        CALLS.values().stream().flatMap(Collection::stream).collect(Collectors.toSet()));
    }

    private static Set<String> onStack(String name) {
        return statements("DeployRole").stream()
                .filter(statement -> statement.at("Resource").texts().stream()
                        .anyMatch(resource -> resource.endsWith(":stack/" + name + "/*")))
                .flatMap(statement -> statement.at("Action").texts().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertStatement(Yaml statement, String effect, String action, String resource) {
        assertThat(statement.at("Effect").text()).isEqualTo(effect);
        assertThat(statement.at("Action").texts()).contains(action);
        assertThat(statement.at("Resource").text()).endsWith(resource);
    }

    private static Set<String> needed(Sources sources) {
        Set<String> calls = sources.callsToS3();
        assertThat(ACTIONS.keySet()).containsAll(calls);
        return calls.stream()
                .map(ACTIONS::get)
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> allowed(Yaml policies, String bucket) {
        return policies.each().stream()
                .flatMap(policy -> policy.at("PolicyDocument", "Statement").each().stream())
                .filter(statement -> statement.at("Resource").text().contains(bucket))
                .flatMap(statement -> statement.at("Action").texts().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
