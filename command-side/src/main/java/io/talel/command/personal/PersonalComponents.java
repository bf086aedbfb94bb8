package io.talel.command.personal;

import io.talel.kernel.DataSubject;
import io.talel.kernel.Personal;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which components of an event are personal, and which one says whose they are.
 *
 * @param subject present if there are personal ones
 */
public record PersonalComponents(Optional<RecordComponent> subject, List<RecordComponent> personal) {

    /** @throws IllegalStateException if the event has personal components of nobody */
    public static PersonalComponents of(Class<?> event) {
        PersonalComponents marks = new PersonalComponents(
                marked(event, DataSubject.class).stream().findFirst(), marked(event, Personal.class));
        if (!marks.personal().isEmpty() && marks.subject().isEmpty()) {
            throw new IllegalStateException(event + " has personal components, but no @DataSubject");
        }
        return marks;
    }

    /** Whether the person is new with this event. */
    boolean isOfNewPerson() {
        return subject.map(it -> it.getAnnotation(DataSubject.class).isNew()).orElse(false);
    }

    private static List<RecordComponent> marked(Class<?> event, Class<? extends Annotation> mark) {
        return Arrays.stream(event.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(mark))
                .toList();
    }
}
