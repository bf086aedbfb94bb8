package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Section 8 of the contract. */
class RacesE2E {

    private static final int RUNNERS = 8;

    private final Api api = GatewayNode.shared().api();

    @Test
    void of_registrations_of_one_username_at_once_exactly_one_succeeds() throws InterruptedException {
        Person ada = Person.named("ada");
        List<Answer> answers =
                Together.run(RUNNERS, i -> new Person(ada.username(), i + ada.email(), ada.password()).register(api));
        exactlyOneSucceeded(answers, "Account with the username '" + ada.username() + "' already exists");
    }

    @Test
    void of_registrations_of_one_email_at_once_exactly_one_succeeds() throws InterruptedException {
        Person ada = Person.named("ada");
        List<Answer> answers = Together.run(
                RUNNERS, i -> new Person(ada.username() + "-" + i, ada.email(), ada.password()).register(api));
        exactlyOneSucceeded(answers, "Account with the email '" + ada.email() + "' already exists");
        ada.logIn(api);
    }

    @Test
    void articles_of_one_title_at_once_each_get_a_slug_of_their_own() throws InterruptedException {
        Session ada = Person.signedIn(api, "ada");
        String title = "Race of " + ada.person().username();
        List<String> slugs = Together.run(RUNNERS, _ -> ada.publish(title, ""));
        String base = "race-of-" + ada.person().username().replace("-", "");
        assertThat(slugs)
                .containsExactlyInAnyOrderElementsOf(Stream.iterate(1, i -> i + 1)
                        .limit(RUNNERS)
                        .map(i -> i == 1 ? base : base + "-" + i)
                        .toList());
        assertThat(slugs).allSatisfy(slug -> api.get(Paths.article(slug)).send().is(200));
    }

    private static void exactlyOneSucceeded(List<Answer> answers, String refusal) {
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> answer.isBadRequest(refusal));
    }
}
