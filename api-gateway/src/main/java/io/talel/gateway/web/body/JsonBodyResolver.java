package io.talel.gateway.web.body;

import io.talel.gateway.web.HttpRefusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads the record of a {@link JsonBody} parameter from the request, or refuses the request. */
@Component
final class JsonBodyResolver implements HandlerMethodArgumentResolver {

    private final BodyReader bodies;
    private final Validator validator;

    JsonBodyResolver(BodyReader bodies, Validator validator) {
        this.bodies = bodies;
        this.validator = validator;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(JsonBody.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        JsonBody annotation = Objects.requireNonNull(parameter.getParameterAnnotation(JsonBody.class));
        String contentType = request.getContentType();
        if (contentType != null && !isJson(contentType)) {
            throw notJson();
        }
        BodyRecord type = BodyRecord.of(parameter.getParameterType());
        return bodies.read(request, annotation.maxBytes(), body -> {
            if (contentType == null && body.hasRemaining()) {
                throw notJson();
            }
            return valid(type, type.read(JsonBodyParser.parse(body, type.keys())));
        });
    }

    private static boolean isJson(String contentType) {
        try {
            return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static HttpRefusal notJson() {
        return new HttpRefusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json");
    }

    private Object valid(BodyRecord type, Object body) {
        validator.validate(body).stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .ifPresent(violation -> {
                    throw BodyRecord.badRequest(message(type, violation));
                });
        return body;
    }

    private static String message(BodyRecord type, ConstraintViolation<Object> violation) {
        return "'" + type.key(violation.getPropertyPath().toString()) + "' " + violation.getMessage();
    }
}
