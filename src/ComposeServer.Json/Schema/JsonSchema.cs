using System.Text;
using System.Text.Json;
using ComposeServer.Json.Schema.Compile;
using ComposeServer.Json.Schema.Evaluate;
using ComposeServer.Json.Schema.Meta;

namespace ComposeServer.Json.Schema;

/// <summary>A JSON Schema, draft 2020-12 or draft-07, compiled; immutable and safe for use by many threads.</summary>
public sealed class JsonSchema
{
    readonly SchemaNode root;
    readonly SchemaLimits limits;

    JsonSchema(SchemaNode root, SchemaLimits limits, long sizeBytes)
    {
        this.root = root;
        this.limits = limits;
        SizeBytes = sizeBytes;
    }

    /// <summary>Roughly what it takes in memory when it has been in use for long; for caches.</summary>
    public long SizeBytes { get; }

    /// <summary>Compiles a schema. What is wrong with it is part of the result; nothing is thrown.</summary>
    /// <param name="schema">Need not outlive the call's <see cref="JsonDocument"/>: it is copied.</param>
    /// <param name="options">Whose rules apply.</param>
    public static SchemaCompilation Compile(JsonElement schema, SchemaOptions options)
    {
        if (schema.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
            return new(new SchemaError(SchemaErrorCode.Invalid, "schema must be object or boolean"));
        var size = schema.Raw().Length;
        if (size > options.Limits.SizeBytesMax)
            return new(
                new SchemaError(
                    SchemaErrorCode.TooLarge,
                    $"schema of {size} bytes, limit {options.Limits.SizeBytesMax}"
                )
            );
        if (CompactJson.Depth(schema.Raw()) > options.Limits.DepthMax)
            return new(
                new SchemaError(SchemaErrorCode.TooLarge, $"schema nested deeper than {options.Limits.DepthMax}")
            );
        if (Dialect(schema, options) is { } fault)
            return new(fault);
        return CompileTrusted(schema.Clone(), options);
    }

    /// <summary>Judges a schema by the meta-schema of draft 2020-12, with the messages of ajv.</summary>
    /// <returns>A fault, as the JS node throws, when <c>$schema</c> names another dialect.</returns>
    public static SchemaVerdict MetaValidate(JsonElement schema) => MetaValidate(schema, MetaSchemas.Draft2020);

    static SchemaVerdict MetaValidate(JsonElement schema, MetaSchemas draft)
    {
        if (schema.ValueKind == JsonValueKind.Object)
        {
            var dialect = schema.Member("$schema");
            if (dialect.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.String))
                return new([], new SchemaError(SchemaErrorCode.Invalid, "$schema must be a string"));
            if (
                dialect.ValueKind == JsonValueKind.String
                && dialect.Text() is { Length: > 0 } uri
                && !IsOurs(uri, draft)
            )
                return new([], new SchemaError(SchemaErrorCode.Invalid, $"no schema with key or ref \"{uri}\""));
        }
        return draft.Schema.Validate(schema);
    }

    /// <summary>Says whether the document is as the schema demands. The common case allocates nothing.</summary>
    /// <returns>False also when nothing could be decided; <see cref="Validate"/> tells the two apart.</returns>
    public bool Accepts(JsonElement document)
    {
        if (document.ValueKind == JsonValueKind.Undefined)
            return false;
        var run = new Evaluation(limits, document.Raw().Length);
        var accepted = root.Check(document, ref run) && run.Fault is null;
        run.Dispose();
        return accepted;
    }

    /// <summary>Says what is wrong with the document.</summary>
    /// <remarks>A repeated member of an object is judged wherever it stands.</remarks>
    public SchemaVerdict Validate(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Undefined && Accepts(document))
            return SchemaVerdict.Valid;
        var violations = new List<SchemaViolation>();
        if (document.ValueKind == JsonValueKind.Undefined)
            return new([new("", "must be present")], null);
        var run = new Evaluation(limits, document.Raw().Length) { Violations = violations, Path = new StringBuilder() };
        root.Check(document, ref run);
        run.Dispose();
        // The fast road judges a repeated member wherever it stands, the slow one only the last.
        if (violations.Count == 0 && run.Fault is null)
            violations.Add(new("", "must NOT have repeated properties"));
        return new(run.Fault is null ? violations : [], run.Fault);
    }

    /// <summary>Compiles what is known to be a schema of bounded size.</summary>
    internal static SchemaCompilation CompileTrusted(JsonElement schema, SchemaOptions options)
    {
        try
        {
            var compiler = new SchemaCompiler(options);
            var root = compiler.Compile(schema);
            return new(new JsonSchema(root, options.Limits, compiler.SizeBytes + schema.Raw().Length));
        }
        catch (SchemaException e)
        {
            return new(e.Error);
        }
    }

    // A schema of a dialect of its own is not judged: its keywords may be anything.
    static SchemaError? Dialect(JsonElement schema, SchemaOptions options)
    {
        if (options.Mode == SchemaMode.Suite && schema.ValueKind == JsonValueKind.Object)
        {
            var dialect = schema.Member("$schema");
            if (dialect.ValueKind == JsonValueKind.String && !IsOurs(dialect.Text(), MetaSchemas.Draft2020))
                return null;
        }
        var verdict = MetaValidate(schema, MetaSchemas.Of(options.Mode));
        if (verdict.IsValid)
            return null;
        return verdict.Fault ?? new SchemaError(SchemaErrorCode.Invalid, $"schema is invalid: {verdict.Text}");
    }

    static bool IsOurs(string uri, MetaSchemas draft) =>
        uri.TrimEnd('#') is var named && (named == draft.Uri || named == "http://json-schema.org/schema");
}
