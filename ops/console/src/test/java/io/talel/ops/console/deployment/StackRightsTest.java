package io.talel.ops.console.deployment;

import static io.talel.ops.console.deployment.Deployment.SERVICE;
import static io.talel.ops.console.deployment.Deployment.TASKS;
import static io.talel.ops.console.deployment.Deployment.statements;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** CloudFormation may do what it does for the resources of {@code service.yaml}. */
class StackRightsTest {

    /**
     * {@code permissions} of the handlers create, read, update and delete in the schema of each type of resource. Source:
     * the pages {@code website/docs/services/ecs/task_definitions}, {@code ecs/services} and {@code scheduler/schedules} of
     * github.com/stackql-registry/stackql-provider-awscc, which are made from these schemas. A stack calls no list handler.
     */
    private static final Map<String, Set<String>> DECLARED = Map.of(
            "AWS::ECS::TaskDefinition",
            Set.of(
                    "ecs:RegisterTaskDefinition",
                    "ecs:DeregisterTaskDefinition",
                    "ecs:DescribeTaskDefinition",
                    "ecs:ListTagsForResource",
                    "ecs:TagResource",
                    "ecs:UntagResource",
                    "iam:GetRole",
                    "iam:PassRole"),
            "AWS::ECS::Service",
            Set.of(
                    "ecs:CreateService",
                    "ecs:UpdateService",
                    "ecs:DeleteService",
                    "ecs:DescribeServices",
                    "ecs:ListServiceDeployments",
                    "ecs:DescribeServiceDeployments",
                    "ecs:StopServiceDeployment",
                    "ecs:ListTagsForResource",
                    "ecs:TagResource",
                    "ecs:UntagResource",
                    "iam:PassRole"),
            "AWS::Scheduler::Schedule",
            Set.of(
                    "scheduler:CreateSchedule",
                    "scheduler:UpdateSchedule",
                    "scheduler:DeleteSchedule",
                    "scheduler:GetSchedule",
                    "iam:PassRole"));

    /** Where it needs them. Registering, deregistering and describing task definitions knows no narrower resource than all. */
    private static final Map<String, Pattern> RESOURCES = Map.of(
            "AWS::ECS::TaskDefinition", Pattern.compile("[*]|.*:task-definition/talelio-[*]|!GetAtt .*"),
            "AWS::ECS::Service", Pattern.compile(".*:service(-deployment)?/\\$\\{Cluster}/[*]|!GetAtt .*"),
            "AWS::Scheduler::Schedule", Pattern.compile(".*:schedule/default/talelio-[*]|!GetAtt .*"));

    /** AWS names it along with the other rights to see deployments of services. */
    private static final String NOT_DECLARED = "ecs:DescribeServiceRevisions";

    @Test
    void every_type_of_resource_has_its_rights() {
        assertThat(SERVICE.each().stream()
                        .map(resource -> resource.at("Type").text())
                        .collect(Collectors.toSet()))
                .isEqualTo(DECLARED.keySet());
        DECLARED.forEach(
                (type, actions) -> assertThat(actions).as(type).allMatch(action -> statements("StackRole").stream()
                        .filter(statement -> statement.at("Action").texts().contains(action))
                        .flatMap(statement -> statement.at("Resource").texts().stream())
                        .anyMatch(RESOURCES.get(type).asMatchPredicate())));
    }

    @Test
    void there_are_no_other_rights() {
        Set<String> declared =
                DECLARED.values().stream().flatMap(Collection::stream).collect(Collectors.toCollection(TreeSet::new));
        declared.add(NOT_DECLARED);
        assertThat(actions(statements("StackRole"))).isEqualTo(declared);
        assertThat(actions(statements("StackRole").stream()
                        .filter(statement -> statement.at("Resource").texts().contains("*"))
                        .toList()))
                .containsExactlyInAnyOrder(
                        "ecs:RegisterTaskDefinition", "ecs:DeregisterTaskDefinition", "ecs:DescribeTaskDefinition");
    }

    /** It looks at the roles of tasks, and passes these and the one of the schedules. */
    @Test
    void roles_are_those_of_the_resources() {
        Set<String> tasks = roles(TASKS.stream().map(task -> SERVICE.at(task, "Properties")));
        Set<String> all = roles(SERVICE.each().stream()
                .map(resource -> resource.at("Properties"))
                .filter(properties -> properties.has("Target"))
                .map(properties -> properties.at("Target")));
        all.addAll(tasks);
        assertThat(resources("iam:GetRole")).isEqualTo(tasks);
        assertThat(resources("iam:PassRole")).isEqualTo(all).hasSize(4);
    }

    /** As in {@code account.yaml}, which exports each by its name. */
    private static Set<String> roles(Stream<Yaml> properties) {
        return properties
                .flatMap(each -> Stream.of("TaskRoleArn", "ExecutionRoleArn", "RoleArn")
                        .filter(each::has)
                        .map(name -> each.at(name).text()))
                .map(role -> role.replace("!ImportValue talelio-", "!GetAtt ") + ".Arn")
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> resources(String action) {
        return statements("StackRole").stream()
                .filter(statement -> statement.at("Action").texts().contains(action))
                .flatMap(statement -> statement.at("Resource").texts().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> actions(List<Yaml> statements) {
        return statements.stream()
                .flatMap(statement -> statement.at("Action").texts().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
