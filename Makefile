# Two commands do everything on a fresh Debian machine with the .NET SDK:
#   make run    installs what is missing, builds, starts a server with a private Postgres and deploys the example
#   make test   installs what is missing, builds and runs every test
SHELL := /bin/bash
.DELETE_ON_ERROR:
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

CONFIGURATION ?= Release
DATA ?= data
PORT ?= 7007
MINUTES ?= 60
ROUNDS ?= 300
SEEDS ?= 10000

.PHONY: run test build install-run install-test explorer format bench fuzz crash simulate rolling clean

run: install-run explorer
	dotnet build src/ComposeServer.Cli --configuration $(CONFIGURATION) --verbosity quiet -clp:ErrorsOnly
	exec dotnet src/ComposeServer.Cli/bin/$(CONFIGURATION)/net10.0/composeserver.dll serve --dev --data-dir $(DATA) --port $(PORT)

test: install-test explorer
	.config/test.sh $(CONFIGURATION)

build:
	dotnet build ComposeServer.sln --configuration $(CONFIGURATION)

install-run:
	.config/install.sh run

install-test:
	.config/install.sh test

explorer:
	.config/explorer.sh

format:
	dotnet tool restore
	dotnet csharpier format .

bench: install-run
	dotnet run --project tests/ComposeServer.Benchmarks --configuration Release -- $(ARGS)

# Kills, cuts and halts under write load, on and on; what was run is added to tests/long-runs/crash.jsonl.
crash: install-test
	ROUNDS=$(ROUNDS) dotnet test tests/ComposeServer.Integration --configuration $(CONFIGURATION) --nologo \
	  --filter "FullyQualifiedName~Crash.CrashTests|FullyQualifiedName~Crash.GivenDatabaseTests"

# Nodes over one simulated store, with time, chance and failures decided by a seed; what was run is added to tests/long-runs/simulation.jsonl.
simulate: install-test
	SEEDS=$(SEEDS) dotnet test tests/ComposeServer.Tests --configuration $(CONFIGURATION) --nologo \
	  --filter "FullyQualifiedName~Simulation.SimulationTests.Whatever_goes_wrong"

# Two servers of an earlier commit are replaced one by one by servers of this one, under load.
rolling: install-test
	rm -rf obj/rolling && mkdir -p obj
	git worktree add --force --detach obj/rolling $(FROM)
	dotnet build obj/rolling/src/ComposeServer.Cli --configuration $(CONFIGURATION) --verbosity quiet -clp:ErrorsOnly
	ROLL_FROM=$(CURDIR)/obj/rolling/src/ComposeServer.Cli/bin/$(CONFIGURATION)/net10.0/composeserver.dll \
	  dotnet test tests/ComposeServer.Integration --configuration $(CONFIGURATION) --nologo --filter "FullyQualifiedName~RollingTests"
	git worktree remove --force obj/rolling

# Hostile inputs for every parser, for as long as is asked; ARGS="--target car --seed 7" for one of them.
fuzz: install-run
	dotnet run --project tests/ComposeServer.Fuzz --configuration Release -- --minutes $(MINUTES) $(ARGS)

clean:
	dotnet clean ComposeServer.sln --verbosity quiet
