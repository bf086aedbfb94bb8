package io.talel.command;

import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;

/** Named examples of users. */
public final class Users {

    public static final UserId ADA = new UserId(7);
    public static final Email ADAS_EMAIL = new Email("ada@example.org");
    public static final Username ADAS_NAME = new Username("ada");

    private Users() {}

    public static RegisterUser registerAda() {
        return new RegisterUser(ADA, ADAS_EMAIL, ADAS_NAME);
    }

    public static RegisterUser register(UserId id, String email, String username) {
        return new RegisterUser(id, new Email(email), new Username(username));
    }

    public static UserRegistered adaRegistered() {
        return new UserRegistered(ADA, ADAS_EMAIL, ADAS_NAME);
    }
}
