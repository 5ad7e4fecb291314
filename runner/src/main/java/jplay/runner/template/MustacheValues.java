package jplay.runner.template;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.Iteration;
import com.github.mustachejava.ObjectHandler;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.codes.IterableCode;
import com.github.mustachejava.codes.ValueCode;
import com.github.mustachejava.util.Wrapper;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import jplay.runner.expression.Environment;
import jplay.runner.expression.Expression;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Unknown;
import jplay.runner.expression.Values;
import org.jspecify.annotations.Nullable;

/** Gives Mustache.java the values of our expressions; the library knows them by made-up names. */
final class MustacheValues implements ObjectHandler {
    private final Source source;
    private final List<Expression> expressions = new ArrayList<>();

    MustacheValues(Source source) {
        this.source = source;
    }

    /** The name under which the library is told of an expression. */
    String name(Expression expression) {
        expressions.add(expression);
        return "e" + (expressions.size() - 1);
    }

    /** A section's value, never null as the library would skip that. */
    private record Section(@Nullable Object value) {}

    @Override
    public @Nullable Binding createBinding(String name, TemplateContext context, Code code) {
        if (!(code instanceof ValueCode) && !(code instanceof IterableCode)) {
            return null;
        }
        Expression expression = expressions.get(Integer.parseInt(name.substring(1)));
        boolean section = !(code instanceof ValueCode);
        return scopes -> {
            Object value = source.value(expression, (Scope) scopes.get(scopes.size() - 1));
            if (value instanceof Unknown unknown) {
                throw new UnknownInTemplate(unknown);
            }
            return section ? new Section(value) : Values.str(value);
        };
    }

    @Override
    public Writer iterate(Iteration iteration, Writer writer, Object object, List<Object> scopes) {
        Object value = ((Section) object).value();
        Writer out = writer;
        if (!Values.truth(value)) {
            return out;
        }
        Scope outer = (Scope) scopes.get(scopes.size() - 1);
        Collection<?> items = value instanceof Collection<?> list ? list : List.of(java.util.Objects.requireNonNull(value));
        for (Object item : new ArrayList<>(items)) {
            out = iteration.next(out, new ItemScope(Values.of(item), outer), scopes);
        }
        return out;
    }

    @Override
    public Writer falsey(Iteration iteration, Writer writer, Object object, List<Object> scopes) {
        return Values.truth(((Section) object).value()) ? writer : iteration.next(writer, scopes.get(scopes.size() - 1), scopes);
    }

    @Override
    public String stringify(Object object) {
        return object.toString();
    }

    @Override
    public Object coerce(Object object) {
        return object;
    }

    @Override
    public Wrapper find(String name, List<Object> scopes) {
        throw new UnsupportedOperationException("bindings need no lookup by name");
    }

    /** The surrounding variables with the item as {@code .}, and its keys if it has any. */
    private record ItemScope(@Nullable Object item, Scope outer) implements Scope {
        @Override
        public @Nullable Object get(String name) {
            if (name.equals(".")) {
                return item;
            }
            return item instanceof Map<?, ?> map && map.containsKey(name) ? map.get(name) : outer.get(name);
        }

        @Override
        public Iterable<String> names() {
            List<String> names = new ArrayList<>();
            if (item instanceof Map<?, ?> map) {
                map.keySet().forEach(key -> names.add(String.valueOf(key)));
            }
            outer.names().forEach(names::add);
            return names;
        }

        @Override
        public Environment environment() {
            return outer.environment();
        }
    }
}
