package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Section 8 of the contract. */
@Tag("port")
class RacesE2E {

    private static final int RUNNERS = 8;

    private final Api api = GatewayNode.shared().api();

    @Test
    void exactly_one_of_concurrent_registrations_with_one_username_succeeds() throws InterruptedException {
        TestPerson ada = TestPerson.named("ada");
        List<ApiAnswer> answers = Concurrently.run(
                RUNNERS, i -> new TestPerson(ada.username(), i + ada.email(), ada.password()).register(api));
        exactlyOneSucceeded(answers, "Account with the username '" + ada.username() + "' already exists");
    }

    @Test
    void exactly_one_of_concurrent_registrations_with_one_email_succeeds() throws InterruptedException {
        TestPerson ada = TestPerson.named("ada");
        List<ApiAnswer> answers = Concurrently.run(
                RUNNERS, i -> new TestPerson(ada.username() + "-" + i, ada.email(), ada.password()).register(api));
        exactlyOneSucceeded(answers, "Account with the email '" + ada.email() + "' already exists");
        ada.logIn(api);
    }

    @Test
    void articles_of_one_title_at_once_each_get_a_slug_of_their_own() throws InterruptedException {
        ApiSession ada = TestPerson.signedIn(api, "ada");
        String title = "Race of " + ada.person().username();
        List<String> slugs = Concurrently.run(RUNNERS, _ -> ada.publish(title, ""));
        String base = "race-of-" + ada.person().username().replace("-", "");
        assertThat(slugs)
                .containsExactlyInAnyOrderElementsOf(Stream.iterate(1, i -> i + 1)
                        .limit(RUNNERS)
                        .map(i -> i == 1 ? base : base + "-" + i)
                        .toList());
        assertThat(slugs).allSatisfy(slug -> api.get(Paths.article(slug)).send().is(200));
    }

    private static void exactlyOneSucceeded(List<ApiAnswer> answers, String refusal) {
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> answer.isBadRequest(refusal));
    }
}
