package jplay.runner.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.expression.Args;
import jplay.runner.expression.Attributes;
import jplay.runner.expression.Callable;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Tuple;
import jplay.runner.expression.Undefined;
import org.jspecify.annotations.Nullable;

/** A macro, bound to the variables that are in force where it is defined. */
record Macro(Macros.Definition definition, Frame outer) implements Callable, Attributes {
    @Override
    public @Nullable Object call(Args args) {
        Frame frame = outer.inner();
        Map<String, @Nullable Object> named = new LinkedHashMap<>(args.named());
        bindSpecial(frame, args, named);
        bind(frame, args, named);
        if (definition.kwargs()) {
            frame.set("kwargs", named);
        } else if (!named.isEmpty()) {
            throw error("takes no argument '" + named.keySet().iterator().next() + "'");
        }
        Sink out = new Sink();
        try {
            definition.body().render(frame, out);
        } catch (UnknownInTemplate e) {
            return e.unknown();
        }
        return out.result(outer.rendering().typed());
    }

    private void bindSpecial(Frame frame, Args args, Map<String, @Nullable Object> named) {
        int parameters = definition.parameters().size();
        List<@Nullable Object> positional = args.positional();
        if (definition.varargs()) {
            frame.set("varargs", Tuple.copyOf(positional.subList(Math.min(parameters, positional.size()), positional.size())));
        } else if (positional.size() > parameters) {
            throw error("takes at most " + parameters + " arguments, got " + positional.size());
        }
        if (definition.caller()) {
            Object caller = named.remove("caller");
            frame.set("caller", caller != null ? caller : Undefined.because("caller", "the macro is not called by a 'call' block"));
        } else if (named.containsKey("caller") && !definition.kwargs() && !hasParameter("caller")) {
            throw error("does not use 'caller', so a 'call' block is of no use to it");
        }
    }

    private boolean hasParameter(String name) {
        return definition.parameters().stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    private void bind(Frame frame, Args args, Map<String, @Nullable Object> named) {
        int i = 0;
        for (Macros.Parameter parameter : definition.parameters()) {
            String name = parameter.name();
            if (i < args.positional().size()) {
                if (named.containsKey(name)) {
                    throw error("is given its argument '" + name + "' twice");
                }
                frame.set(name, args.positional().get(i));
            } else if (named.containsKey(name)) {
                frame.set(name, named.remove(name));
            } else {
                frame.set(name, parameter.otherwise() == null ? missing(name) : definition.source().raw(parameter.otherwise(), frame));
            }
            i++;
        }
    }

    private Undefined missing(String name) {
        return Undefined.because(name, "the argument '" + name + "' of the macro '" + definition.name() + "' is not given");
    }

    private ExpressionException error(String problem) {
        return new ExpressionException("the macro '" + definition.name() + "' " + problem);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "name" -> definition.name();
            case "arguments" -> Tuple.copyOf(new ArrayList<Object>(definition.parameters().stream().map(Macros.Parameter::name).toList()));
            case "catch_kwargs" -> definition.kwargs();
            case "catch_varargs" -> definition.varargs();
            case "caller" -> definition.caller();
            default -> Undefined.because(name, "a macro has no attribute '" + name + "'");
        };
    }

    @Override
    public String toString() {
        return "<Macro '" + definition.name() + "'>";
    }
}
