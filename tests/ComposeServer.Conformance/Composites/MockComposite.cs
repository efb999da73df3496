using System.Text.Json;
using ComposeServer.Composites;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Runtime;
using ComposeServer.Ipld;

namespace ComposeServer.Conformance.Composites;

/// <summary>Runtime definitions as the golden files marked <c>mock</c> were made: without streams, ids are names with <c>ID</c>.</summary>
/// <remarks>Fields keep the order of the SDL, interfaces are not flattened, and every view stays with its model.</remarks>
static class MockComposite
{
    public static CompositeResult<RuntimeCompilation> Build(string sdl) =>
        CompositeResult<RuntimeCompilation>.Of(() =>
        {
            var composite = AbstractComposite.Parse(sdl).OrThrow();
            return RuntimeDefinitionBuilder.Build(
                new(
                    new(
                        composite.Models.Select(model => KeyValuePair.Create(IdOf(model.Key), Definition(model.Value)))
                    ),
                    new(composite.Models.Keys.Select(name => KeyValuePair.Create(IdOf(name), name))),
                    OrderedMap<OrderedMap<JsonElement>>.Empty,
                    new(composite.Models.Select(model => KeyValuePair.Create(IdOf(model.Key), model.Value.Indices))),
                    composite.CommonEmbeds.ToHashSet(StringComparer.Ordinal)
                )
            );
        });

    static string IdOf(string name) => $"{name}ID";

    static JsonElement Definition(AbstractModel model)
    {
        var definition = ((AbstractModel.Create)model).Definition;
        var named = definition
            .With("implements", new IpldList([.. ((IpldList)definition["implements"]).Items.Select(Named)]))
            .With("views", Targets((IpldMap)definition["views"]))
            .With("relations", Targets((IpldMap)definition["relations"]));
        return JsonText.Parse(JsonText.Of(PlainJson.ToUtf8(named)));
    }

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
