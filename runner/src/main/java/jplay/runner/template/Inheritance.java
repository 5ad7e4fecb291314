package jplay.runner.template;

import java.util.List;
import jplay.runner.expression.Args;
import jplay.runner.expression.Attributes;
import jplay.runner.expression.Callable;
import jplay.runner.expression.Expression;
import jplay.runner.expression.Undefined;
import org.jspecify.annotations.Nullable;

/** Statements of templates that extend one another. */
sealed interface Inheritance extends Statement {
    record Extends(Source source, Expression template, Includes includes) implements Inheritance {
        @Override
        public void render(Frame frame, Sink out) {
            Rendering rendering = frame.rendering();
            if (rendering.isExtending()) {
                throw source.error(template.offset(), "a template can extend only one other");
            }
            rendering.extend(includes.require(source, template, frame));
            out.mute(true);
        }
    }

    /** A place that templates which extend this one may fill. */
    record Block(Source source, String name, boolean scoped, boolean required, Body body, int offset) implements Inheritance {
        @Override
        public void render(Frame frame, Sink out) {
            if (out.muted()) {
                return;
            }
            if (required && frame.rendering().blocks(name).size() < 2) {
                throw source.error(offset, "the block '" + name + "' is required, but no template fills it");
            }
            write(frame.rendering(), name, 0, scoped ? frame : frame.rendering().root(), out);
        }
    }

    private static void write(Rendering rendering, String name, int index, Frame outer, Sink out) {
        Frame frame = outer.inner();
        frame.set("super", new Reference(rendering, name, index + 1, outer));
        rendering.blocks(name).get(index).body().render(frame, out);
    }

    /** A block as a value: {@code super} or {@code self.name}; calling it renders it. */
    record Reference(Rendering rendering, String name, int index, Frame outer) implements Callable, Attributes {
        @Override
        public @Nullable Object call(Args args) {
            List<Block> blocks = rendering.blocks(name);
            if (index >= blocks.size()) {
                throw Undefined.because("super", "the block '" + name + "' has no parent").error();
            }
            Sink out = new Sink();
            try {
                write(rendering, name, index, outer, out);
            } catch (UnknownInTemplate e) {
                return e.unknown();
            }
            return out.result(rendering.typed());
        }

        @Override
        public @Nullable Object attribute(String attribute) {
            return attribute.equals("super") ? new Reference(rendering, name, index + 1, outer)
                    : Undefined.because(attribute, "a block has no attribute '" + attribute + "'");
        }
    }

    /** The variable {@code self}, whose attributes are the blocks. */
    record Self(Rendering rendering) implements Attributes {
        @Override
        public @Nullable Object attribute(String name) {
            return rendering.blocks(name).isEmpty() ? Undefined.because(name, "there is no block '" + name + "'")
                    : new Reference(rendering, name, 0, rendering.root());
        }
    }
}
