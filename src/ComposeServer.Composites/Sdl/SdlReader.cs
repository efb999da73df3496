using System.Collections.Immutable;
using ComposeServer.Composites.Format;
using ComposeServer.GraphQL.Language;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Sdl;

/// <summary>Reads enums, embedded types and models out of a valid SDL document. Stops at the first problem.</summary>
/// <remarks>Source: <c>composedb.md</c> 1.3, 1.7, 1.8, 1.9. The order of checks is that of the JS tools.</remarks>
sealed partial class SdlReader
{
    readonly SdlDocument document;

    SdlReader(SdlDocument document) => this.document = document;

    /// <summary>Reads, or throws <c>SDL_UNSUPPORTED</c>.</summary>
    public static SdlDefinition Read(SdlDocument document)
    {
        var reader = new SdlReader(document);
        var enums = document
            .Types.Values.Where(type => type is { Kind: SdlKind.Enum, Name: not BuiltInSdl.AccountRelationEnum })
            .Select(type => KeyValuePair.Create(type.Name, type.Values.Select(value => value.Name).ToImmutableArray()));
        var objects = new List<KeyValuePair<string, SdlObject>>();
        var models = new List<KeyValuePair<string, SdlModel>>();
        foreach (var type in document.Types.Values)
        {
            if (type.Kind == SdlKind.Union)
                throw document.Unsupported("GraphQL unions are not supported", type.NameLocation);
            if (type.Kind is not (SdlKind.Object or SdlKind.Interface) || IsNodeInterface(type))
                continue;
            var (fields, model) = reader.ReadType(type);
            if (model is null)
                objects.Add(new(type.Name, fields));
            else
                models.Add(new(type.Name, model));
        }
        if (models.Count == 0)
        {
            throw CompositeException.Because(
                CompositeErrorCode.SdlUnsupported,
                "No models found in Composite Definition Schema",
                document.Text.Start
            );
        }
        if (models.Count > CompositeLimits.ModelsMax)
        {
            throw document.Unsupported(
                $"A composite holds at most {CompositeLimits.ModelsMax} models",
                models[CompositeLimits.ModelsMax].Value.Object.At
            );
        }
        return reader.WithKnownModels(new(new(enums), new(objects), new(models)));
    }

    static bool IsNodeInterface(SdlType type) => type is { Kind: SdlKind.Interface, Name: BuiltInSdl.NodeInterface };

    (SdlObject, SdlModel?) ReadType(SdlType type)
    {
        var directives = SdlDirective.ReadAll(type.Directives, document);
        var created = directives.FirstOrDefault(directive => directive.Name == "createModel");
        var loaded = directives.FirstOrDefault(directive => directive.Name == "loadModel");
        var fields = ReadFields(type, isCreated: created is not null);
        var indices = ReadIndices(directives);
        if (created is not null && loaded is not null)
        {
            throw document.Unsupported(
                $"Unsupported @createModel and @loadModel directives on same object {type.Name}",
                loaded.At
            );
        }
        if (created is not null)
            return (fields, ReadCreated(type, fields, created, indices));
        if (loaded is not null)
            return (fields, ReadLoaded(type, fields, loaded, indices));
        if (type.Kind == SdlKind.Interface)
        {
            throw document.Unsupported(
                $"Missing @createModel or @loadModel directive for interface {type.Name}",
                type.NameLocation
            );
        }
        return indices.Count == 0
            ? (fields, null)
            : throw document.Unsupported("Indices added to type that is not a model", type.NameLocation);
    }

    SdlModel.Loaded ReadLoaded(SdlType type, SdlObject fields, SdlDirective directive, List<ModelIndex> indices)
    {
        // A field id is let pass: a type without any field could not be written.
        if (fields.Content.Values.FirstOrDefault(field => field.Name != "id") is { } content)
        {
            throw document.Unsupported(
                $"Unsupported property {content.Name} on model {type.Name}, only views can be added to loaded models",
                content.At
            );
        }
        return new(fields, type.Kind == SdlKind.Interface, indices, directive.Text("id")!);
    }

    static List<ModelIndex> ReadIndices(IReadOnlyList<SdlDirective> directives)
    {
        var seen = new HashSet<IpldValue>();
        return
        [
            .. directives
                .Where(directive => directive.Name == "createIndex")
                .Select(directive => directive["fields"])
                .OfType<IpldList>()
                .Where(seen.Add)
                .Select(ModelIndex.Read),
        ];
    }

    /// <summary>Checks that every relation and view leads to a model of this text.</summary>
    SdlDefinition WithKnownModels(SdlDefinition definition)
    {
        foreach (var model in definition.Models.Values)
        {
            foreach (var (field, relation) in model.Object.Relations)
            {
                if (relation is SdlRelation.Document to)
                    Require(to.Model, field, to.At);
            }
            foreach (var (field, view) in model.Object.Views)
            {
                if (view.Model is not null)
                    Require(view.Model, field, view.At);
            }
        }
        return definition;

        void Require(string model, string field, Location at)
        {
            // The model is named twice, where the type was meant, and clients may look for this text.
            if (model != BuiltInSdl.NodeInterface && !definition.Models.ContainsKey(model))
            {
                throw document.Unsupported(
                    $"Missing related model {model} for relation defined on field {field} of object {model}",
                    at
                );
            }
        }
    }
}
