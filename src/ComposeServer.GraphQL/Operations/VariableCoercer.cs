using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Operations;

/// <summary>Coerces the variables of a request. Source: GraphQL October 2021, 6.1.2; messages as in graphql-js 16.</summary>
sealed class VariableCoercer
{
    // The reference implementation shows values whole; a megabyte of text in each of fifty errors would be an attack.
    const int ShownLengthMax = 1_000;

    readonly Schema schema;
    readonly int errorsMax;
    readonly bool hasSuggestions;
    readonly Dictionary<string, object?> values = new(StringComparer.Ordinal);
    readonly List<GraphQLError> errors = [];

    VariableCoercer(Schema schema, int errorsMax, bool hasSuggestions)
    {
        this.schema = schema;
        this.errorsMax = errorsMax;
        this.hasSuggestions = hasSuggestions;
    }

    bool IsFull => errors.Count > errorsMax;

    /// <summary>Coerces all variables of an operation.</summary>
    /// <param name="schema">The schema the operation was validated against.</param>
    /// <param name="definitions">The operation's variables.</param>
    /// <param name="given">A JSON object, or null for none.</param>
    /// <param name="errorsMax">Errors after which coercion stops with one more that says so.</param>
    /// <param name="hasSuggestions">Whether messages may show names of the schema.</param>
    /// <returns>The values by name, absent ones left out; the errors empty exactly when the values are good.</returns>
    public static (IReadOnlyDictionary<string, object?> Values, IReadOnlyList<GraphQLError> Errors) Coerce(
        Schema schema,
        ImmutableArray<VariableDefinitionNode> definitions,
        JsonElement? given,
        int errorsMax,
        bool hasSuggestions
    )
    {
        var coercer = new VariableCoercer(schema, errorsMax, hasSuggestions);
        foreach (var definition in definitions)
        {
            coercer.CoerceVariable(definition, given);
        }

        return (coercer.values, coercer.errors);
    }

    void CoerceVariable(VariableDefinitionNode definition, JsonElement? given)
    {
        var name = definition.Name;
        if (schema.Resolve(definition.Type) is not { IsInput: true } type)
        {
            var shown = Printer.Print(definition.Type);
            Report(
                definition.Type,
                $"Variable \"${name}\" expected value of type \"{shown}\" which cannot be used as an input type."
            );
        }
        else if (given is not { } entries || !entries.TryGetProperty(name, out var value))
        {
            TakeDefault(definition, type);
        }
        else if (value.ValueKind == JsonValueKind.Null && type is NonNullType)
        {
            Report(definition, $"Variable \"${name}\" of non-null type \"{type}\" must not be null.");
        }
        else
        {
            values[name] = new ValueWalk(this, definition).Coerce(value, type, path: null);
        }
    }

    void TakeDefault(VariableDefinitionNode definition, GraphQLType type)
    {
        if (definition.DefaultValue is { } literal)
        {
            if (InputLiteral.TryCoerce(literal, type, variables: null, out var value))
            {
                values[definition.Name] = value;
            }
        }
        else if (type is NonNullType)
        {
            Report(definition, $"Variable \"${definition.Name}\" of required type \"{type}\" was not provided.");
        }
    }

    void Report(SyntaxNode place, string message)
    {
        if (IsFull)
        {
            return;
        }

        errors.Add(
            errors.Count < errorsMax
                ? new GraphQLError(message, ErrorCodes.BadUserInput) { Locations = [place.Location] }
                : new GraphQLError(
                    "Too many errors processing variables, error limit reached. Execution aborted.",
                    ErrorCodes.BadUserInput
                )
        );
    }

    /// <summary>Where a value stands within its variable; ends at the variable itself.</summary>
    sealed record ValuePath(ValuePath? Previous, string Text)
    {
        public override string ToString() => $"{Previous}{Text}";
    }

    /// <summary>The walk through the value of one variable.</summary>
    readonly struct ValueWalk(VariableCoercer coercer, VariableDefinitionNode definition)
    {
        public object? Coerce(JsonElement value, GraphQLType type, ValuePath? path)
        {
            if (value.ValueKind == JsonValueKind.Null)
            {
                if (type is NonNullType)
                {
                    Report(path, value, $"Expected non-nullable type \"{type}\" not to be null.");
                }

                return null;
            }

            // Beyond the error limit nothing is looked at any more.
            if (coercer.IsFull)
            {
                return null;
            }

            return type.Nullable switch
            {
                ListType list => CoerceList(value, list, path),
                InputObjectType inputObject => CoerceObject(value, inputObject, path),
                LeafType leaf => CoerceLeaf(value, leaf, path),
                _ => null,
            };
        }

        object?[] CoerceList(JsonElement value, ListType type, ValuePath? path)
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                return [Coerce(value, type.OfType, path)];
            }

            var items = new object?[value.GetArrayLength()];
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                if (coercer.IsFull)
                {
                    break;
                }

                items[index] = Coerce(item, type.OfType, new(path, $"[{index}]"));
                index++;
            }

            return items;
        }

        OrderedDictionary<string, object?>? CoerceObject(JsonElement value, InputObjectType type, ValuePath? path)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                Report(path, value, $"Expected type \"{type.Name}\" to be an object.");
                return null;
            }

            var entries = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
            foreach (var field in type.Fields)
            {
                CoerceField(value, field, path, entries);
            }

            ReportUnknownFields(value, type, path);
            if (type.IsOneOf)
            {
                ReportOneOf(value, type, path, entries);
            }

            return entries;
        }

        void CoerceField(
            JsonElement value,
            InputFieldDefinition field,
            ValuePath? path,
            OrderedDictionary<string, object?> entries
        )
        {
            if (value.TryGetProperty(field.Name, out var given))
            {
                entries[field.Name] = Coerce(given, field.Type, new(path, $".{field.Name}"));
            }
            else if (field.Default is { } byDefault && byDefault.TryGetValue(field.Type, out var defaultValue))
            {
                entries[field.Name] = defaultValue;
            }
            else if (field.Type is NonNullType)
            {
                Report(path, value, $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.");
            }
        }

        void ReportUnknownFields(JsonElement value, InputObjectType type, ValuePath? path)
        {
            // One text for all of them, for the object may be large.
            string? shown = null;
            foreach (var member in value.EnumerateObject())
            {
                if (type.Fields.Contains(member.Name) || coercer.IsFull)
                {
                    continue;
                }

                var hint = coercer.hasSuggestions
                    ? Suggestion.Hint(Suggestion.Near(member.Name, type.Fields.Select(field => field.Name)))
                    : "";
                shown ??= Shown(value);
                Report(path, shown, $"Field \"{member.Name}\" is not defined by type \"{type.Name}\".{hint}");
            }
        }

        void ReportOneOf(
            JsonElement value,
            InputObjectType type,
            ValuePath? path,
            OrderedDictionary<string, object?> entries
        )
        {
            if (entries.Count != 1)
            {
                Report(path, value, $"Exactly one key must be specified for OneOf type \"{type.Name}\".");
            }

            if (entries.Count == 0)
            {
                return;
            }

            var key = entries.GetAt(0).Key;
            if (value.TryGetProperty(key, out var given) && given.ValueKind == JsonValueKind.Null)
            {
                Report(new(path, $".{key}"), given, $"Field \"{key}\" must be non-null.");
            }
        }

        object? CoerceLeaf(JsonElement value, LeafType type, ValuePath? path)
        {
            var result = type.ParseValue(value);
            if (!result.IsValid)
            {
                Report(path, value, coercer.hasSuggestions ? result.Message : result.Error!);
            }

            return result.Value;
        }

        void Report(ValuePath? path, JsonElement value, string message) => Report(path, Shown(value), message);

        void Report(ValuePath? path, string shown, string message)
        {
            var place = path is null ? "" : $" at \"{definition.Name}{path}\"";
            coercer.Report(definition, $"Variable \"${definition.Name}\" got invalid value {shown}{place}; {message}");
        }

        static string Shown(JsonElement value)
        {
            var shown = Inspection.Of(value);
            return shown.Length > ShownLengthMax ? shown[..ShownLengthMax] + "..." : shown;
        }
    }
}
