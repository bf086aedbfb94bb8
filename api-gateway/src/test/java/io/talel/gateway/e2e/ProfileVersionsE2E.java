package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes of the own account that expect a version of it. */
@Tag("port")
class ProfileVersionsE2E {

    private final ApiSession ada = TestPerson.signedIn(GatewayNode.shared().api(), "ada");

    @Test
    void a_change_of_another_version_than_expected_is_refused() {
        String registered = version();
        String moved =
                changeIf(registered, Map.of("location", "London")).is(200).header("ETag");

        for (String location : List.of("London", "Turin")) {
            changeIf(registered, Map.of("location", location))
                    .isError(412, "Precondition Failed", "It has another version than this request expects");
        }
        assertThat(version()).isEqualTo(moved);
    }

    @Test
    void of_several_changes_each_expects_the_version_that_the_one_before_has_made() {
        String email = "new." + ada.person().email();
        String password = ada.person().password();
        Map<String, String> changes = Map.of("location", "Turin", "email", email, "password", password);

        ApiAnswer changed = changeIf(version(), changes).is(200);

        assertThat(changed.header("ETag")).startsWith("\"2-");
        assertThat(changed.text("account", "pending_email")).isEqualTo(email);
    }

    @Test
    void any_of_several_versions_will_do_and_a_star_stands_for_all() {
        String registered = version();
        String moved = changeIf("*", Map.of("location", "London")).is(200).header("ETag");

        changeIf(registered + ", " + moved, Map.of("location", "Turin")).is(200);
        changeIf("4", Map.of("location", "Rome")).isBadRequest("If-Match must be a list of ETags or *");
    }

    private String version() {
        return ada.api()
                .get("/accounts/me")
                .token(ada.accessToken())
                .send()
                .is(200)
                .header("ETag");
    }

    private ApiAnswer changeIf(String etag, Map<String, ?> change) {
        return ada.api()
                .request("PATCH", "/accounts/me")
                .token(ada.accessToken())
                .header("If-Match", etag)
                .json(change)
                .send();
    }
}
