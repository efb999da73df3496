using System.Text.Json;
using ComposeServer.Composites;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Composites.Runtime;
using ComposeServer.Ipld;

namespace ComposeServer.Conformance.Composites;

/// <summary>Runtime definitions as the golden files marked <c>mock</c> were made: without streams, ids are names with <c>ID</c>.</summary>
/// <remarks>Fields keep the order of the SDL, interfaces are not flattened, and every view stays with its model.</remarks>
static class MockComposite
{
    /// <param name="sdl">The text.</param>
    /// <param name="known">Models that it may load. They keep their StreamIDs, names and order of fields.</param>
    public static CompositeResult<RuntimeCompilation> Build(string sdl, params IReadOnlyList<CompositeModel> known) =>
        CompositeResult<RuntimeCompilation>.Of(() =>
        {
            var composite = AbstractComposite.Parse(sdl).OrThrow();
            var models = composite.Models.Select(model => (Id: IdOf(model), model.Value)).ToArray();
            return RuntimeDefinitionBuilder.Build(
                new(
                    new(models.Select(model => KeyValuePair.Create(model.Id, Definition(model.Value, known)))),
                    OrderedMap<string>.Empty,
                    new(models.Select(model => KeyValuePair.Create(model.Id, AddedViews(model.Value)))),
                    new(models.Select(model => KeyValuePair.Create(model.Id, model.Value.Indices))),
                    composite.CommonEmbeds.ToHashSet(StringComparer.Ordinal)
                )
            );
        });

    static string IdOf(KeyValuePair<string, AbstractModel> model) =>
        model.Value is AbstractModel.Load load ? load.Id : IdOf(model.Key);

    static string IdOf(string name) => $"{name}ID";

    static OrderedMap<JsonElement> AddedViews(AbstractModel model) =>
        model is AbstractModel.Load load
            ? new(load.Views.Entries.Select(view => KeyValuePair.Create(view.Key, Json(view.Value))))
            : OrderedMap<JsonElement>.Empty;

    static JsonElement Definition(AbstractModel model, IReadOnlyList<CompositeModel> known)
    {
        if (model is AbstractModel.Load load)
            return Json(known.Single(one => one.Id.ToString() == load.Id).Definition.Value);
        var definition = ((AbstractModel.Create)model).Definition;
        var named = definition
            .With("implements", new IpldList([.. ((IpldList)definition["implements"]).Items.Select(Named)]))
            .With("views", Targets((IpldMap)definition["views"]))
            .With("relations", Targets((IpldMap)definition["relations"]));
        return Json(named);
    }

    static JsonElement Json(IpldValue value) => JsonText.Parse(JsonText.Of(PlainJson.ToUtf8(value)));

    static IpldMap Targets(IpldMap entries) =>
        IpldMap.From(
            entries.Entries.Select(entry =>
            {
                var target = (IpldMap)entry.Value;
                return new KeyValuePair<string, IpldValue>(
                    entry.Key,
                    target.TryGet("model", out var model) ? target.With("model", Named(model)) : target
                );
            })
        );

    static IpldValue Named(IpldValue name) => name is IpldString text ? IdOf(text.Value) : name;
}
