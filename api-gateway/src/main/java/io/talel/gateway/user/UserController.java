package io.talel.gateway.user;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.NotFoundRefusals;
import io.talel.gateway.web.UserPath;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.kernel.user.UserProfile;
import io.talel.kernel.user.UserQuery.FindProfile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows users. */
@RestController
class UserController {

    private final Queries queries;
    private final NotFoundRefusals refusals;
    private final JsonAnswers json;

    UserController(Queries queries, NotFoundRefusals refusals, JsonAnswers json) {
        this.queries = queries;
        this.refusals = refusals;
        this.json = json;
    }

    @GetMapping("/users/{username}")
    ResponseEntity<byte[]> profile(@PathVariable String username) {
        UserProfile profile = UserPath.username(username)
                .flatMap(name -> queries.find(new FindProfile(name), UserProfile.class))
                .orElseThrow(() -> refusals.ofUser(username));
        return json.shown(profile.user().version(), ProfileAnswer.of(profile));
    }
}
