package io.talel.gateway.user;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.talel.gateway.web.answer.UserAnswer;
import io.talel.kernel.user.UserProfile;
import java.time.Instant;

/** A user's page. */
record ProfileAnswer(Profile user) {

    /** @param articles how many of theirs can be read */
    record Profile(
            @JsonUnwrapped UserAnswer user,
            @JsonProperty("created_at") Instant createdAt,
            long articles) {}

    static ProfileAnswer of(UserProfile profile) {
        return new ProfileAnswer(new Profile(UserAnswer.of(profile.user()), profile.createdAt(), profile.articles()));
    }
}
