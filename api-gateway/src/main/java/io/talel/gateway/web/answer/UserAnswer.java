package io.talel.gateway.web.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;

/** A user as every answer shows them. */
public record UserAnswer(
        UserId id,
        Username username,
        String location,
        @JsonProperty("avatar_url") String avatarUrl) {

    /** A user who has set nothing yet. */
    public static UserAnswer plain(UserId id, Username username) {
        return new UserAnswer(id, username, "", "default.jpg");
    }

    public static UserAnswer of(UserView user) {
        return new UserAnswer(user.id(), user.username(), user.location(), user.avatarUrl());
    }
}
