"""Images in the agenda: by button, by pasting, described, and without script."""

from playwright.sync_api import expect

from followups.models import AgendaImage, FollowUp
from tests.browser.steps import WEEK, field, new, save, toast, visit
from tests.factories import image_file

PASTE = """async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 60, height: 40 });
    const image = await new Promise((done) => canvas.toBlob(done));
    const data = new DataTransfer();
    data.items.add(new File([image], "image.png", { type: "image/png" }));
    const what = { clipboardData: data, cancelable: true, bubbles: true };
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", what));
}"""


def file(name, content=None):
    content = image_file(size=(600, 300)).read() if content is None else content
    return {"name": name, "mimeType": "image/png", "buffer": content}


def start(page):
    visit(page, WEEK)
    form = new(page, "Meeting")
    field(form, "Title").fill("Demo")
    form.get_by_role("textbox", name="Agenda").click()
    page.keyboard.type("The plan:")
    return form


def choose(page, form, *files):
    with page.expect_file_chooser() as chooser:
        form.get_by_role("button", name="Add an image").click()
    chooser.value.set_files(list(files))


def test_an_image_is_chosen_described_and_saved(sign_in, ingrid, accessibility_faults):
    page = sign_in(ingrid)
    form = start(page)

    choose(page, form, file("Floor plan.png"))
    image = form.get_by_role("img", name="Floor plan")
    expect(image).to_be_visible()
    expect(form.get_by_text("The image is added.")).to_be_visible()
    assert accessibility_faults(page, widths=[1440, 390], within="#dialog") == []
    page.once("dialog", lambda dialog: dialog.accept("Ground floor"))
    image.click()
    form.get_by_role("button", name="Describe the image").click()
    save(form)

    expect(toast(page)).to_contain_text("Saved: Demo")
    assert 'The plan:<img src="/followups/images/' in FollowUp.objects.get().agenda
    assert 'alt="Ground floor" width="600" height="300"' in FollowUp.objects.get().agenda


def test_a_pasted_image_is_there_at_once(sign_in, ingrid):
    page = sign_in(ingrid)
    form = start(page)

    page.evaluate(PASTE)
    expect(form.get_by_role("img", name="image")).to_be_visible()
    page.keyboard.type("so")
    save(form)

    expect(toast(page)).to_contain_text("Saved: Demo")
    followup = FollowUp.objects.get()
    assert followup.agenda.endswith('alt="image" width="60" height="40">so')
    assert AgendaImage.objects.get().held_by.get() == followup


def test_a_dropped_image_is_there_at_once(sign_in, ingrid):
    page = sign_in(ingrid)
    form = start(page)

    drop = PASTE.replace("clipboardData", "dataTransfer").replace("ClipboardEvent", "DragEvent")
    page.evaluate(drop.replace('"paste"', '"drop"'))

    expect(form.get_by_role("img", name="image")).to_be_visible()


def test_a_refused_image_is_told_and_nothing_is_lost(sign_in, ingrid):
    page = sign_in(ingrid)
    form = start(page)

    choose(page, form, file("a.png", b"<svg/>"))

    expect(form.get_by_text("This is not an image that can be shown.")).to_be_visible()
    expect(form.get_by_role("textbox", name="Agenda")).to_contain_text("The plan:")


def test_saving_waits_for_an_image_that_is_on_its_way(sign_in, ingrid):
    page = sign_in(ingrid)
    form = start(page)
    held_back = []
    page.route("**/followups/images/new/", lambda route, _request: held_back.append(route))

    choose(page, form, file("plan.png"))
    expect(form.get_by_text("The image is being added …")).to_be_visible()
    save(form)
    held_back[0].continue_()

    expect(toast(page)).to_contain_text("Saved: Demo")
    assert 'alt="plan"' in FollowUp.objects.get().agenda


def test_without_script_an_image_comes_with_the_form(open_as, ingrid):
    page = open_as(ingrid, java_script_enabled=False)
    page.goto("/followups/new/task/")
    page.get_by_label("Title").fill("Measure")
    page.get_by_label("Add an image").set_input_files(file("floor.png"))
    save(page.get_by_role("main"))

    followup = FollowUp.objects.get()
    page.goto(f"/followups/{followup.public_id}/")
    expect(page.get_by_label("Agenda")).to_have_value("[image: floor]")
