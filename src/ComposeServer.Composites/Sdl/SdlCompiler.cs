using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Sdl.Validation;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Sdl;

/// <summary>Makes model definitions of SDL. Source: <c>composedb.md</c> 1 and 2.</summary>
sealed class SdlCompiler
{
    const string SchemaDialect = "https://json-schema.org/draft/2020-12/schema";
    const string DefinitionVersion = "2.0";

    readonly SdlDocument document;
    readonly EmbeddedSchemas embedded;

    SdlCompiler(SdlDocument document, EmbeddedSchemas embedded)
    {
        this.document = document;
        this.embedded = embedded;
    }

    /// <summary>Compiles, or throws with the first problem.</summary>
    public static AbstractComposite Compile(string sdl)
    {
        var parsed = SdlDocument.Parse(sdl);
        SdlValidator.Check(parsed);
        var definition = SdlReader.Read(parsed);
        var compiler = new SdlCompiler(parsed, EmbeddedSchemas.Of(parsed, definition));
        return new(
            new(definition.Models.Select(model => KeyValuePair.Create(model.Key, compiler.Model(model.Value)))),
            [.. definition.Enums.Keys, .. definition.Objects.Keys]
        );
    }

    AbstractModel Model(SdlModel model) =>
        WithoutPlaces(model) with
        {
            At = document.Text.PlaceOf(model.Object.At),
            LinkPlaces = LinkPlaces(model.Object),
        };

    OrderedMap<SdlPlace> LinkPlaces(SdlObject model)
    {
        var links = model
            .Relations.Select(relation => (relation.Key, relation.Value.At))
            .Concat(model.Views.Select(view => (view.Key, view.Value.At)));
        var places = links.Select(link => (link.Key, Place: document.Text.PlaceOf(link.At)));
        return new(
            places
                .Where(link => link.Place is not null)
                .Select(link => KeyValuePair.Create(link.Key, link.Place!.Value))
        );
    }

    AbstractModel WithoutPlaces(SdlModel model) =>
        model switch
        {
            SdlModel.Loaded loaded => new AbstractModel.Load(
                loaded.Id,
                Views(loaded.Object),
                loaded.IsInterface,
                loaded.Indices
            ),
            SdlModel.Created created => new AbstractModel.Create(
                Definition(created),
                created.IsInterface,
                created.Indices
            ),
            _ => throw new InvalidOperationException($"No model for {model.GetType().Name}."),
        };

    IpldMap Definition(SdlModel.Created model) =>
        IpldMap.Of(
            ("interface", model.IsInterface),
            ("implements", Texts(model.Implements)),
            ("immutableFields", Texts(model.ImmutableFields)),
            ("description", model.Description),
            ("accountRelation", model.AccountRelation),
            ("relations", Relations(model.Object)),
            ("version", DefinitionVersion),
            ("name", model.Object.Name),
            ("schema", ContentSchema(model.Object)),
            ("views", Views(model.Object))
        );

    IpldMap ContentSchema(SdlObject model)
    {
        var (schema, references) = embedded.ObjectSchema(model, ("$schema", SchemaDialect), ("type", "object"));
        var definitions = new OrderedDictionary<string, IpldValue>(StringComparer.Ordinal);
        embedded.Collect(references, definitions);
        return definitions.Count == 0 ? schema : schema.With("$defs", IpldMap.From(definitions));
    }

    static IpldList Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (IpldValue)text)]);

    static IpldMap Relations(SdlObject model) =>
        IpldMap.From(
            model.Relations.Select(relation =>
                KeyValuePair.Create<string, IpldValue>(
                    relation.Key,
                    relation.Value switch
                    {
                        SdlRelation.Document to => IpldMap.Of(("type", "document"), ("model", NameOrNull(to.Model))),
                        _ => IpldMap.Of(("type", "account")),
                    }
                )
            )
        );

    IpldMap Views(SdlObject model) =>
        IpldMap.From(model.Views.Select(view => KeyValuePair.Create<string, IpldValue>(view.Key, View(view.Value))));

    IpldMap View(SdlView view)
    {
        if (view is not { Model: { } model, Property: { } property })
            return IpldMap.Of(("type", view.Type));
        if (model == BuiltInSdl.NodeInterface && view.Type != "relationDocument")
        {
            var source = view.Type == "relationFrom" ? "queryConnection" : "queryCount";
            throw document.Unsupported($"Missing model for {source} relation view", view.At);
        }
        return IpldMap.Of(("type", view.Type), ("model", NameOrNull(model)), ("property", property));
    }

    /// <summary><c>Node</c> stands for any model.</summary>
    static IpldValue NameOrNull(string model) => model == BuiltInSdl.NodeInterface ? IpldValue.Null : model;
}
