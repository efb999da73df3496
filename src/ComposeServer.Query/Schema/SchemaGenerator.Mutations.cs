using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;
using ComposeServer.Query.Documents;

namespace ComposeServer.Query.Schema;

sealed partial class SchemaGenerator
{
    IEnumerable<FieldDefinition> MutationFields()
    {
        foreach (var (name, model) in _definition.Models)
        {
            if (model.IsInterface)
                continue;
            if (model.AccountRelation is RuntimeAccountRelation.List)
            {
                yield return MutationField(
                    $"create{name}",
                    () => CreateInput(name, CreateOptions),
                    true,
                    _resolvers.Create(name)
                );
            }
            else
            {
                yield return MutationField(
                    $"set{name}",
                    () => CreateInput(name, SetOptions),
                    true,
                    _resolvers.Set(name)
                );
                if (model.AccountRelation is RuntimeAccountRelation.Single)
                    yield return MutationField(
                        $"create{name}",
                        () => CreateInput(name, SetOptions),
                        true,
                        _resolvers.Set(name),
                        $"Replaced by the set{name} mutation, create{name} will be removed in a future version of ComposeDB."
                    );
            }

            yield return MutationField($"update{name}", () => UpdateInput(name), true, _resolvers.Update(name));
            yield return MutationField(
                $"enableIndexing{name}",
                EnableIndexingInput,
                false,
                _resolvers.EnableIndexing(name)
            );
        }
    }

    FieldDefinition MutationField(
        string mutation,
        Func<IEnumerable<InputFieldDefinition>> input,
        bool documentRequired,
        FieldResolver? resolver,
        string? deprecation = null
    )
    {
        var name = UpperFirst(mutation);
        var model = MutationModel(mutation);
        var inputType = Type(
            $"{name}Input",
            () =>
                new InputObjectType(
                    $"{name}Input",
                    () => [.. input(), new InputFieldDefinition("clientMutationId", BuiltInScalars.String)]
                )
        );
        var payload = Type(
            $"{name}Payload",
            () =>
                new ObjectType(
                    $"{name}Payload",
                    () => PayloadFields(documentRequired ? NonNull(Document(model)) : Document(model))
                )
        );
        return new(mutation, payload)
        {
            Arguments = new([new ArgumentDefinition("input", NonNull(inputType))]),
            Resolver = resolver,
            DeprecationReason = deprecation,
        };
    }

    static string MutationModel(string mutation)
    {
        foreach (var verb in (string[])["enableIndexing", "create", "update", "set"])
            if (mutation.StartsWith(verb, StringComparison.Ordinal))
                return mutation[verb.Length..];
        return mutation;
    }

    IEnumerable<FieldDefinition> PayloadFields(GraphQLType document) =>
        [
            NodeField(),
            ViewerField(),
            new("document", document)
            {
                Resolver = PropertyResolver.From<MutationPayload>(payload => payload.Document),
            },
            new("clientMutationId", BuiltInScalars.String)
            {
                Resolver = PropertyResolver.From<MutationPayload>(payload => payload.ClientMutationId),
            },
        ];

    IEnumerable<InputFieldDefinition> CreateInput(string name, Func<InputObjectType> options)
    {
        yield return new("content", NonNull(ContentInput(name)));
        yield return new("options", options());
    }

    IEnumerable<InputFieldDefinition> UpdateInput(string name)
    {
        yield return new("id", NonNull(BuiltInScalars.Id));
        yield return new("options", UpdateOptions());
        if (PartialInput(name) is { } partial)
            yield return new("content", NonNull(partial));
    }

    static IEnumerable<InputFieldDefinition> EnableIndexingInput() =>
        [new("id", NonNull(BuiltInScalars.Id)), new("shouldIndex", NonNull(BuiltInScalars.Boolean))];

    InputObjectType CreateOptions() =>
        Type("CreateOptionsInput", () => new InputObjectType("CreateOptionsInput", () => [ShouldIndexInput()]));

    InputObjectType SetOptions() =>
        Type(
            "SetOptionsInput",
            () =>
                new InputObjectType(
                    "SetOptionsInput",
                    () =>
                        [
                            ShouldIndexInput(),
                            new InputFieldDefinition("syncTimeout", BuiltInScalars.Int)
                            {
                                Description = Descriptions.SyncTimeout,
                            },
                        ]
                )
        );

    InputObjectType UpdateOptions() =>
        Type(
            "UpdateOptionsInput",
            () =>
                new InputObjectType(
                    "UpdateOptionsInput",
                    () =>
                        [
                            new InputFieldDefinition("replace", BuiltInScalars.Boolean)
                            {
                                Description = Descriptions.Replace,
                                Default = InputDefault.FromValue(false),
                            },
                            ShouldIndexInput(),
                            new InputFieldDefinition("version", DocumentScalars.CommitId)
                            {
                                Description = Descriptions.Version,
                            },
                        ]
                )
        );

    static InputFieldDefinition ShouldIndexInput() =>
        new("shouldIndex", BuiltInScalars.Boolean) { Description = Descriptions.ShouldIndex };

    /// <summary>The whole content of a model's document or of an embedded object.</summary>
    InputObjectType ContentInput(string name) =>
        Type(
            $"{name}Input",
            () =>
                new InputObjectType(
                    $"{name}Input",
                    () =>
                        Writable(name)
                            .Select(entry => new InputFieldDefinition(
                                entry.Key,
                                entry.Value.Required ? NonNull(InputType(entry.Value)) : InputType(entry.Value)
                            ))
                )
        );

    /// <summary>What an update may change; null when nothing may.</summary>
    InputObjectType? PartialInput(string name)
    {
        if (!Writable(name).Any(entry => !entry.Value.Immutable))
            return null;
        return Type(
            $"Partial{name}Input",
            () =>
                new InputObjectType(
                    $"Partial{name}Input",
                    () =>
                        Writable(name)
                            .Where(entry => !entry.Value.Immutable)
                            .Select(entry => new InputFieldDefinition(entry.Key, InputType(entry.Value)))
                )
        );
    }

    IEnumerable<(string Key, RuntimeField.Content Value)> Writable(string name) =>
        ObjectNamed(name)
            .Where(entry => entry.Value is RuntimeField.Content)
            .Select(entry => (entry.Key, (RuntimeField.Content)entry.Value));

    GraphQLType InputType(RuntimeField.Content field) =>
        field switch
        {
            RuntimeField.Scalar scalar => DocumentScalars.Input(scalar.Type),
            RuntimeField.Enum named => Enum(named.Name),
            RuntimeField.Object named => ContentInput(named.Name),
            // Items are never non-null; a list of enums, which the JS runtime fails on, is like any other (quirk Q10).
            RuntimeField.List list => ListType.Of(InputType(list.Item)),
            _ => throw new SchemaGenerationException("Unsupported field type"),
        };
}
