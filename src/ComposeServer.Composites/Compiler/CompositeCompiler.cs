using ComposeServer.Composites.Format;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Streams.Models;

namespace ComposeServer.Composites.Compiler;

/// <summary>Turns SDL into a composite: creates and loads its models one after another.</summary>
public sealed class CompositeCompiler
{
    readonly IModelCreator creator;
    readonly Dictionary<string, CompositeModel> made = new(StringComparer.Ordinal);

    CompositeCompiler(IModelCreator creator) => this.creator = creator;

    /// <summary>Compiles SDL.</summary>
    /// <param name="sdl">GraphQL schema text.</param>
    /// <param name="creator">Where models are made and found.</param>
    /// <param name="cancel">Stops before the next model.</param>
    /// <returns>The composite, or the first problem. Models made before a problem stay made.</returns>
    public static Task<CompositeResult<Composite>> CompileAsync(
        string sdl,
        IModelCreator creator,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(sdl);
        ArgumentNullException.ThrowIfNull(creator);
        return CompositeResult<Composite>.OfAsync(() => CompileAsync(Sdl.SdlCompiler.Compile(sdl), creator, cancel));
    }

    /// <summary>A composite of models that exist, without names, views or indices of its own.</summary>
    public static Task<CompositeResult<Composite>> FromModelsAsync(
        IEnumerable<StreamId> ids,
        IModelCreator creator,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(creator);
        return CompositeResult<Composite>.OfAsync(async () =>
        {
            var models = new List<CompositeModel>();
            foreach (var id in ids)
            {
                var model = await creator.LoadAsync(id, cancel);
                model.RequireSupportedController();
                models.Add(model);
            }
            return Composite.Of(models);
        });
    }

    static async Task<Composite> CompileAsync(AbstractComposite source, IModelCreator creator, CancellationToken cancel)
    {
        var plan = ModelPlan.Of(source);
        var compiler = new CompositeCompiler(creator);
        foreach (var step in plan.Steps)
            compiler.made.Add(step.Name, await compiler.MakeInItsPlaceAsync(step, cancel));

        var views = plan
            .Steps.Select(step => KeyValuePair.Create(compiler.IdOf(step.Name), compiler.WithIds(step.CompositeViews)))
            .ToList();
        foreach (var (step, (id, added)) in plan.Steps.Zip(views))
            SetViewRule.Check(compiler.made.Values, id, added, step.Model.PlaceOf);
        return new Composite(
            Composite.CurrentVersion,
            new(plan.Steps.Select(step => KeyValuePair.Create(compiler.IdOf(step.Name), compiler.made[step.Name]))),
            new(plan.Steps.Select(step => KeyValuePair.Create(compiler.IdOf(step.Name), step.Name))),
            new CompositeViews(IpldMap.Empty, IpldMap.Empty, new(views)),
            new(plan.Steps.Select(step => KeyValuePair.Create(compiler.IdOf(step.Name), step.Model.Indices))),
            source.CommonEmbeds
        );
    }

    /// <summary>Whoever refuses a model, the answer names the place of it.</summary>
    async Task<CompositeModel> MakeInItsPlaceAsync(ModelPlan.Step step, CancellationToken cancel)
    {
        try
        {
            return await MakeAsync(step, cancel);
        }
        catch (CompositeException refused) when (refused.Error.At is null && step.Model.At is not null)
        {
            throw CompositeException.Of(refused.Error with { At = step.Model.At });
        }
    }

    Task<CompositeModel> MakeAsync(ModelPlan.Step step, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return step.Model switch
        {
            AbstractModel.Load load => LoadAsync(load, cancel),
            AbstractModel.Create create => CreateAsync(create.Definition, step.Views, cancel),
            _ => throw new InvalidOperationException($"No way to make {step.Model.GetType().Name}."),
        };
    }

    async Task<CompositeModel> LoadAsync(AbstractModel.Load load, CancellationToken cancel)
    {
        if (!StreamId.TryParse(load.Id, out var id, out var error))
            throw Unusable(error);
        var model = await creator.LoadAsync(id, cancel);
        model.RequireSupportedController();
        if (load.IsInterface && !model.Definition.IsInterface)
            throw Unusable($"Model {model.Definition.Name} is not an interface model");
        if (!load.IsInterface && model.Definition.IsInterface)
        {
            throw Unusable(
                $"Model {model.Definition.Name} is expected to be an non-interface model but is an interface model"
            );
        }
        return model;
    }

    Task<CompositeModel> CreateAsync(IpldMap source, IpldMap views, CancellationToken cancel)
    {
        var value = source
            .With("implements", Implements((IpldList)source["implements"]))
            .With("relations", WithIds((IpldMap)source["relations"]))
            .With("views", WithIds(views));
        return ModelDefinition.TryRead(value, out var definition, out var error)
            ? creator.CreateAsync(definition, cancel)
            : throw Unusable(error);
    }

    /// <summary>Direct interfaces in source order, then all that they implement, each once.</summary>
    IpldList Implements(IpldList names)
    {
        var direct = names.Items.OfType<IpldString>().Select(name => made[name.Value]).ToList();
        foreach (var model in direct)
        {
            if (!model.Definition.IsInterface)
                throw Unusable($"Model {model.Id} is not an interface");
        }
        var ids = direct.Select(model => model.Id).Concat(direct.SelectMany(model => model.Definition.Implements));
        return new([.. ids.Distinct().Select(id => (IpldValue)id.ToString())]);
    }

    /// <summary>Relations or views with StreamIDs for names.</summary>
    IpldMap WithIds(IpldMap entries) =>
        IpldMap.From(
            entries.Entries.Select(entry =>
            {
                var target = (IpldMap)entry.Value;
                return target.TryGet<IpldString>("model", out var name)
                    ? new KeyValuePair<string, IpldValue>(entry.Key, target.With("model", IdOf(name.Value)))
                    : entry;
            })
        );

    string IdOf(string name) => made[name].Id.ToString();

    static CompositeException Unusable(string message) =>
        CompositeException.Because(CompositeErrorCode.ModelUnusable, message);
}
